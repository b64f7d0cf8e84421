import JSONRPC
import MCP
import NIOCore

/// What agents want to be told: `subscriptions/listen` of the modern era, `resources/subscribe` of the other.
extension RoutingCore {
    /// Opens a subscription. The first message for it says what of the filter is honoured.
    mutating func listen(_ request: AgentRequest) throws(RPCError) {
        let wanted = try request.params(as: SubscriptionsListenRequestParams.self).notifications
        guard let session = agents[request.agent] else { return }
        let snapshot = view(of: request.agent).snapshot
        let routes = subscribableRoutes(wanted.resourceSubscriptions ?? [], in: snapshot)
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
        effects.append(.sendToAgent(request.agent, message, .notification(request.id)))
        for route in routes.values.sorted() { watch(route, for: session.principal) }
    }

    /// Those of the URIs that a child would tell changes of.
    private func subscribableRoutes(_ uris: [String], in snapshot: RegistrySnapshot) -> [String: Route] {
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
                effects.append(.sendToAgent(agent, OutgoingMessage.result(id, result.object), .answer(id)))
                end(subscription, of: agents[agent]?.principal ?? "")
                agents[agent]?.requests[id] = nil
            }
            agents[agent]?.subscriptions = [:]
        }
    }

    /// Answers `resources/subscribe`.
    mutating func subscribe(_ request: AgentRequest) throws(RPCError) {
        let uri = try request.params(as: SubscribeRequestParams.self).uri
        let route = try resourceRoute(uri, for: request)
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
    mutating func resourceRoute(_ uri: String, for request: AgentRequest) throws(RPCError) -> Route {
        do { return try view(of: request.agent).snapshot.resourceRoute(uri) } catch {
            if let route = try? snapshot.resourceRoute(uri), agents[request.agent]?.server == nil {
                throw HubFailure.forbidden(uri, of: route.child)
            }
            if case .unknownResource = error, !request.isModern { throw .resourceNotFound(uri) }
            throw error.rpcError
        }
    }

    /// Tells agents what is different in the lists: those that subscribed, and those that shook hands.
    mutating func announce(_ difference: RegistryDifference, to view: AgentIdentity.View?) {
        if difference.toolsChanged {
            announce(ToolListChangedNotificationParams.method, [.tools], to: view) { $0.toolsListChanged == true }
        }
        if difference.promptsChanged {
            announce(PromptListChangedNotificationParams.method, [.prompts], to: view) { $0.promptsListChanged == true }
        }
        if difference.resourcesChanged {
            announce(ResourceListChangedNotificationParams.method, [.resources, .resourceTemplates], to: view) {
                $0.resourcesListChanged == true
            }
        }
    }

    /// Who shook hands is told only of lists that it has seen: for anybody else nothing has changed.
    private mutating func announce(
        _ method: String, _ lists: Set<ListKind>, to view: AgentIdentity.View?,
        _ admits: (SubscriptionFilter) -> Bool
    ) {
        for agent in agents.keys.sorted() {
            guard let session = agents[agent], session.view == view else { continue }
            if session.isInOperation, !session.listed.isDisjoint(with: lists) {
                effects.append(.sendToAgent(agent, OutgoingMessage.notification(method), .notification(nil)))
            }
            for (id, subscription) in session.orderedSubscriptions where admits(subscription.filter) {
                effects.append(.sendToAgent(agent, subscribed(method, [:], id), .notification(id)))
            }
        }
    }

    /// Passes `notifications/resources/updated` of a child on to whoever watches the URI.
    mutating func announceUpdate(of uri: String, from connection: ConnectionID) {
        guard let child = connections[connection] else { return }
        let method = ResourceUpdatedNotificationParams.method
        for agent in agents.keys.sorted() {
            guard let session = agents[agent], child.lane.serves(session.principal) else { continue }
            let exposed = view(of: agent).snapshot.resourceTable.exposed(uri, of: child.server)
            let params: JSONObject = ["uri": .string(exposed)]
            if session.subscribedURIs[exposed]?.child == child.server {
                effects.append(.sendToAgent(agent, OutgoingMessage.notification(method, params), .notification(nil)))
            }
            for (id, subscription) in session.orderedSubscriptions
            where subscription.routes[exposed]?.child == child.server {
                effects.append(.sendToAgent(agent, subscribed(method, params, id), .notification(id)))
            }
        }
    }

    private func subscribed(_ method: String, _ params: JSONObject, _ id: RequestID) -> ByteBuffer {
        var params = params
        params["_meta"] = NotificationMeta(subscriptionId: id).json
        return OutgoingMessage.notification(method, params)
    }
}
