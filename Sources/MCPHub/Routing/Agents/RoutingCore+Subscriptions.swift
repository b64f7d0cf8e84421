import JSONRPC
import MCP
import NIOCore

/// What agents want to be told: `subscriptions/listen` of the modern era, `resources/subscribe` of the other.
extension RoutingCore {
    /// Opens a subscription. The first message for it says what of the filter is honoured.
    mutating func listen(_ request: AgentRequest) throws(RPCError) {
        let wanted = try request.params(as: SubscriptionsListenRequestParams.self).notifications
        guard let session = agents[request.agent] else { return }
        let routes = subscribableRoutes(wanted.resourceSubscriptions ?? [])
        let capabilities = snapshot.capabilities
        let filter = SubscriptionFilter(
            toolsListChanged: wanted.toolsListChanged == true ? true : nil,
            promptsListChanged: wanted.promptsListChanged == true && capabilities.prompts != nil ? true : nil,
            resourcesListChanged: wanted.resourcesListChanged == true && capabilities.resources != nil ? true : nil,
            resourceSubscriptions: wanted.resourceSubscriptions.map { $0.filter { routes[$0] != nil } })
        agents[request.agent]?.requests[request.id] = .subscription
        agents[request.agent]?.subscriptions[request.id] = Subscription(filter: filter, routes: routes)
        let acknowledgement = SubscriptionsAcknowledgedNotificationParams(
            notifications: filter, meta: NotificationMeta(subscriptionId: request.id))
        let message = OutgoingMessage.notification(
            SubscriptionsAcknowledgedNotificationParams.method, acknowledgement.object)
        effects.append(.sendToAgent(request.agent, message))
        for route in routes.values.sorted() { watch(route, for: session.principal) }
    }

    /// Those of the URIs that a child would tell changes of.
    private func subscribableRoutes(_ uris: [String]) -> [String: Route] {
        var routes: [String: Route] = [:]
        for uri in uris {
            guard let route = try? snapshot.resourceRoute(uri), canSubscribe(route) else { continue }
            routes[uri] = route
        }
        return routes
    }

    private func canSubscribe(_ route: Route) -> Bool {
        servers[route.child]?.catalog?.capabilities.resources?.subscribe == true
    }

    /// What a subscription watched is not watched for it any more.
    mutating func end(_ subscription: Subscription, of principal: String) {
        for route in subscription.routes.values.sorted() { unwatch(route, for: principal) }
    }

    /// Ends all subscriptions of all agents with their results, because the hub ends.
    mutating func closeSubscriptions() {
        for agent in agents.keys.sorted() {
            for (id, subscription) in agents[agent]?.orderedSubscriptions ?? [] {
                let result = SubscriptionsListenResult(
                    resultType: .complete, meta: ResultMeta(serverInfo: identity, subscriptionId: id))
                effects.append(.sendToAgent(agent, OutgoingMessage.result(id, result.object)))
                end(subscription, of: agents[agent]?.principal ?? "")
                agents[agent]?.requests[id] = nil
            }
            agents[agent]?.subscriptions = [:]
        }
    }

    /// Answers `resources/subscribe`.
    mutating func subscribe(_ request: AgentRequest) throws(RPCError) {
        let uri = try request.params(as: SubscribeRequestParams.self).uri
        let route = try resourceRoute(uri, for: request.version)
        guard canSubscribe(route) else {
            throw .methodNotFound("\(SubscribeRequestParams.method), by server '\(route.child)'")
        }
        guard let session = agents[request.agent] else { return }
        answer(request, [:])
        guard session.subscribedURIs[uri] == nil else { return }
        agents[request.agent]?.subscribedURIs[uri] = route
        watch(route, for: session.principal)
    }

    /// Answers `resources/unsubscribe`.
    mutating func unsubscribe(_ request: AgentRequest) throws(RPCError) {
        let uri = try request.params(as: UnsubscribeRequestParams.self).uri
        answer(request, [:])
        guard let session = agents[request.agent], let route = session.subscribedURIs[uri] else { return }
        agents[request.agent]?.subscribedURIs[uri] = nil
        unwatch(route, for: session.principal)
    }

    /// Whom a URI belongs to, with the error that the agent's revision has for one that belongs to nobody.
    func resourceRoute(_ uri: String, for version: ProtocolVersion) throws(RPCError) -> Route {
        do { return try snapshot.resourceRoute(uri) } catch {
            if case .unknownResource = error, version.era == .legacy { throw .resourceNotFound(uri) }
            throw error.rpcError
        }
    }

    /// Tells agents what is different in the lists: those that subscribed, and those that shook hands.
    mutating func announce(_ difference: RegistryDifference) {
        if difference.toolsChanged {
            announce(ToolListChangedNotificationParams.method, [.tools]) { $0.toolsListChanged == true }
        }
        if difference.promptsChanged {
            announce(PromptListChangedNotificationParams.method, [.prompts]) { $0.promptsListChanged == true }
        }
        if difference.resourcesChanged {
            announce(ResourceListChangedNotificationParams.method, [.resources, .resourceTemplates]) {
                $0.resourcesListChanged == true
            }
        }
    }

    /// Who shook hands is told only of lists that it has seen: for anybody else nothing has changed.
    private mutating func announce(
        _ method: String, _ lists: Set<ListKind>, _ admits: (SubscriptionFilter) -> Bool
    ) {
        for agent in agents.keys.sorted() {
            guard let session = agents[agent] else { continue }
            if session.isInOperation, !session.listed.isDisjoint(with: lists) {
                effects.append(.sendToAgent(agent, OutgoingMessage.notification(method)))
            }
            for (id, subscription) in session.orderedSubscriptions where admits(subscription.filter) {
                effects.append(.sendToAgent(agent, subscribed(method, [:], id)))
            }
        }
    }

    /// Passes `notifications/resources/updated` of a child on to whoever watches the URI.
    mutating func announceUpdate(of uri: String, from connection: ConnectionID) {
        guard let child = connections[connection] else { return }
        let exposed = snapshot.resourceTable.exposed(uri, of: child.server)
        let (method, params): (String, JSONObject) = (
            ResourceUpdatedNotificationParams.method, ["uri": .string(exposed)]
        )
        for agent in agents.keys.sorted() {
            guard let session = agents[agent], child.lane.serves(session.principal) else { continue }
            if session.subscribedURIs[exposed]?.child == child.server {
                effects.append(.sendToAgent(agent, OutgoingMessage.notification(method, params)))
            }
            for (id, subscription) in session.orderedSubscriptions
            where subscription.routes[exposed]?.child == child.server {
                effects.append(.sendToAgent(agent, subscribed(method, params, id)))
            }
        }
    }

    private func subscribed(_ method: String, _ params: JSONObject, _ id: RequestID) -> ByteBuffer {
        var params = params
        params["_meta"] = NotificationMeta(subscriptionId: id).json
        return OutgoingMessage.notification(method, params)
    }
}
