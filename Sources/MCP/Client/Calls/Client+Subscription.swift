import JSONRPC
import Locking

/// What a subscriber is told.
public enum SubscriptionEvent: Hashable, Sendable {
    /// List the tools again.
    case toolListChanged
    /// List the prompts again.
    case promptListChanged
    /// List the resources and templates again.
    case resourceListChanged
    /// Read this resource again.
    case resourceUpdated(String)
}

/// Tells of changes on a server until it is cancelled or the connection ends.
public struct Subscription: Sendable {
    /// What the server has promised to tell: the part of the filter that it can honour.
    public let honoured: SubscriptionFilter
    /// The changes, from the moment the server has acknowledged; ends when the subscription does.
    public let events: AsyncStream<SubscriptionEvent>
    private let end: @Sendable () async -> Void

    init(
        honoured: SubscriptionFilter, events: AsyncStream<SubscriptionEvent>, end: @escaping @Sendable () async -> Void
    ) {
        self.honoured = honoured
        self.events = events
        self.end = end
    }

    /// Ends the subscription and tells the server.
    public func cancel() async { await end() }
}

extension Client {
    /// Subscribes to changes, in the way of the server's era.
    ///
    /// - Throws: see ``request(_:_:)``.
    public func subscribe(_ filter: SubscriptionFilter) async throws -> Subscription {
        switch era {
        case .modern: try await listen(filter)
        case .legacy: try await subscribeEach(filter)
        }
    }

    /// One `subscriptions/listen` request that stays open. Its task is owned by the subscription.
    private func listen(_ filter: SubscriptionFilter) async throws -> Subscription {
        let acknowledged = Promise<SubscriptionFilter>()
        let (events, continuation) = AsyncStream.makeStream(
            of: SubscriptionEvent.self, bufferingPolicy: .bufferingOldest(4096))
        let params = SubscriptionsListenRequestParams(notifications: filter)
        let task = Task { [self] in
            defer { continuation.finish() }
            do {
                _ = try await connection.request(
                    SubscriptionsListenRequestParams.method,
                    notified: { method, params in
                        if method == SubscriptionsAcknowledgedNotificationParams.method {
                            acknowledged.settle(
                                Result { try SubscriptionsAcknowledgedNotificationParams(params).notifications })
                        } else if let event = SubscriptionEvent(method, params) {
                            continuation.yield(event)
                        }
                    },
                    params: { id in prepared(params, id, RequestOptions()).object })
                acknowledged.settle(.failure(RPCError.internalError("The server ended the subscription at once")))
            } catch {
                acknowledged.settle(.failure(error))
            }
        }
        do {
            let honoured = try await withDeadline(
                options.requestTime, clock: options.clock,
                expired: RequestTimedOut(method: SubscriptionsListenRequestParams.method, timeout: options.requestTime),
                { try await acknowledged.value() })
            return Subscription(honoured: honoured, events: events) {
                task.cancel()
                await task.value
            }
        } catch {
            task.cancel()
            throw error
        }
    }

    /// A legacy server tells of list changes unasked, and of resources that were subscribed to one by one.
    private func subscribeEach(_ filter: SubscriptionFilter) async throws -> Subscription {
        let honoured = filter.honouredByLegacy(serverCapabilities)
        let source = changes.listen()
        for uri in honoured.resourceSubscriptions ?? [] { _ = try await request(SubscribeRequestParams(uri: uri)) }
        let (events, continuation) = AsyncStream.makeStream(
            of: SubscriptionEvent.self, bufferingPolicy: .bufferingOldest(4096))
        let task = Task {
            for await change in source where honoured.admits(change) { continuation.yield(SubscriptionEvent(change)) }
            continuation.finish()
        }
        return Subscription(honoured: honoured, events: events) { [self] in
            task.cancel()
            for uri in honoured.resourceSubscriptions ?? [] {
                _ = try? await request(UnsubscribeRequestParams(uri: uri))
            }
            await task.value
        }
    }
}

extension SubscriptionEvent {
    fileprivate init?(_ method: String, _ params: JSONObject) {
        switch method {
        case ToolListChangedNotificationParams.method: self = .toolListChanged
        case PromptListChangedNotificationParams.method: self = .promptListChanged
        case ResourceListChangedNotificationParams.method: self = .resourceListChanged
        case ResourceUpdatedNotificationParams.method:
            guard let uri = params["uri"]?.string else { return nil }
            self = .resourceUpdated(uri)
        default: return nil
        }
    }

    fileprivate init(_ change: ServerChange) {
        switch change {
        case .toolList: self = .toolListChanged
        case .promptList: self = .promptListChanged
        case .resourceList: self = .resourceListChanged
        case .resourceUpdated(let uri): self = .resourceUpdated(uri)
        }
    }
}

extension SubscriptionFilter {
    fileprivate func honouredByLegacy(_ capabilities: ServerCapabilities) -> SubscriptionFilter {
        SubscriptionFilter(
            toolsListChanged: capabilities.tools?.listChanged == true ? toolsListChanged : nil,
            promptsListChanged: capabilities.prompts?.listChanged == true ? promptsListChanged : nil,
            resourcesListChanged: capabilities.resources?.listChanged == true ? resourcesListChanged : nil,
            resourceSubscriptions: capabilities.resources?.subscribe == true ? resourceSubscriptions : nil)
    }
}
