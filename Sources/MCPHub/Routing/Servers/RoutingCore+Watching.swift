import JSONRPC
import MCP
import NIOCore

/// What the hub itself subscribes to at children, on behalf of all agents together.
extension RoutingCore {
    /// One more watches a resource.
    mutating func watch(_ route: Route, for principal: String) {
        guard let key = servers[route.child]?.laneKey(for: principal) else { return }
        if servers[route.child]?.lanes[key] == nil, let settings = servers[route.child]?.settings {
            servers[route.child]?.lanes[key] = Lane(settings)
        }
        let count = (servers[route.child]?.lanes[key]?.watchers[route.name] ?? 0) + 1
        servers[route.child]?.lanes[key]?.watchers[route.name] = count
        guard count == 1 else { return }
        guard let id = servers[route.child]?.lanes[key]?.connection, connections[id]?.greeting != nil else {
            return change(route.child, key, .needed)
        }
        changeWatch(route.name, isAdded: true, id)
    }

    /// One less watches a resource.
    mutating func unwatch(_ route: Route, for principal: String) {
        guard let key = servers[route.child]?.laneKey(for: principal),
            let count = servers[route.child]?.lanes[key]?.watchers[route.name]
        else { return }
        servers[route.child]?.lanes[key]?.watchers[route.name] = count > 1 ? count - 1 : nil
        guard count == 1 else { return }
        if let id = servers[route.child]?.lanes[key]?.connection { changeWatch(route.name, isAdded: false, id) }
        noteIdle(route.child, key)
    }

    /// Subscribes to all that is watched, at a process that has just become ready.
    mutating func watchAll(_ id: ConnectionID) {
        guard let connection = connections[id] else { return }
        if connection.isModern { return renewSubscription(id) }
        for uri in servers[connection.server]?.lanes[connection.lane]?.watchers.keys.sorted() ?? [] {
            sendOwn(.other, SubscribeRequestParams.method, ["uri": .string(uri)], to: id)
        }
    }

    private mutating func changeWatch(_ uri: String, isAdded: Bool, _ id: ConnectionID) {
        guard let connection = connections[id], connection.greeting != nil, !connection.isEnding else { return }
        if connection.isModern { return renewSubscription(id) }
        let method = isAdded ? SubscribeRequestParams.method : UnsubscribeRequestParams.method
        sendOwn(.other, method, ["uri": .string(uri)], to: id)
    }

    /// The filter of a subscription cannot be changed: a new one is opened before the old one is closed, so that
    /// nothing that happens in between is missed.
    private mutating func renewSubscription(_ id: ConnectionID) {
        guard let connection = connections[id], let capabilities = connection.greeting?.capabilities else { return }
        let watched = servers[connection.server]?.lanes[connection.lane]?.watchers.keys.sorted() ?? []
        let filter = SubscriptionFilter(
            toolsListChanged: capabilities.tools?.listChanged == true ? true : nil,
            promptsListChanged: capabilities.prompts?.listChanged == true ? true : nil,
            resourcesListChanged: capabilities.resources?.listChanged == true ? true : nil,
            resourceSubscriptions: watched.isEmpty ? nil : watched)
        if !filter.object.isEmpty {
            sendOwn(.listen, SubscriptionsListenRequestParams.method, ["notifications": filter.json], to: id)
        } else {
            connections[id]?.subscription = nil
        }
        guard let old = connection.subscription, connections[id]?.requests.cancel(old) != nil else { return }
        effects.append(.sendToChild(id, OutgoingMessage.cancellation(of: .integer(old))))
    }

    /// Sets the level of every child to the lowest that anybody wants.
    mutating func updateLogLevels() {
        for id in connections.keys.sorted() { updateLogLevel(of: id) }
    }

    /// Sets the level of one child, if it is of the handshake era and has one.
    mutating func updateLogLevel(of id: ConnectionID) {
        guard let connection = connections[id], let greeting = connection.greeting, !connection.isEnding,
            greeting.version.era == .legacy, greeting.capabilities.logging != nil, let level = wantedLogLevel,
            level != connection.logLevel
        else { return }
        connections[id]?.logLevel = level
        sendOwn(.other, SetLevelRequestParams.method, ["level": .string(level.rawValue)], to: id)
    }

    private var wantedLogLevel: LoggingLevel? {
        (agents.values.compactMap(\.logLevel) + calls.values.compactMap { $0.caller?.logLevel }).min()
    }
}
