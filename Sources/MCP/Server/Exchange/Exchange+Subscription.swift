import JSONRPC

/// Subscriptions of the modern era: a request that stays open and is told of changes.
extension Exchange {
    /// Acknowledges what is honoured, then notifies until the request is cancelled or the connection ends.
    func listen() async throws -> JSONObject {
        let params = try decoded(SubscriptionsListenRequestParams.self)
        let capabilities = try await server.capabilities(for: caller)
        let filter = params.notifications.honoured(by: capabilities)
        let meta = NotificationMeta(subscriptionId: id)
        await session.notify(SubscriptionsAcknowledgedNotificationParams(notifications: filter, meta: meta))
        for await change in changes ?? session.changes.listen() where filter.admits(change) {
            guard isOpen else { break }
            await session.notify(change.notification(meta))
        }
        return shaped(SubscriptionsListenResult(meta: ResultMeta(subscriptionId: id)))
    }
}

extension SubscriptionFilter {
    /// What of this filter a server with these capabilities can honour.
    fileprivate func honoured(by capabilities: ServerCapabilities) -> SubscriptionFilter {
        SubscriptionFilter(
            toolsListChanged: capabilities.tools?.listChanged == true ? toolsListChanged : nil,
            promptsListChanged: capabilities.prompts?.listChanged == true ? promptsListChanged : nil,
            resourcesListChanged: capabilities.resources?.listChanged == true ? resourcesListChanged : nil,
            resourceSubscriptions: capabilities.resources?.subscribe == true
                ? resourceSubscriptions.map { Array($0.prefix(10_000)) } : nil)
    }
}
