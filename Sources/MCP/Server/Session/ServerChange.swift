/// Something about a server that its callers may want to be told.
enum ServerChange: Hashable, Sendable {
    /// The list of tools has changed.
    case toolList
    /// The list of prompts has changed.
    case promptList
    /// The list of resources or of templates has changed.
    case resourceList
    /// The contents at this URI have changed.
    case resourceUpdated(String)

    /// The notification that tells it, marked with the subscription it belongs to where there is one.
    func notification(_ meta: NotificationMeta? = nil) -> any NotificationParams {
        switch self {
        case .toolList: ToolListChangedNotificationParams(meta: meta)
        case .promptList: PromptListChangedNotificationParams(meta: meta)
        case .resourceList: ResourceListChangedNotificationParams(meta: meta)
        case .resourceUpdated(let uri): ResourceUpdatedNotificationParams(uri: uri, meta: meta)
        }
    }
}

extension SubscriptionFilter {
    /// Whether a subscription with this filter is told of `change`.
    func admits(_ change: ServerChange) -> Bool {
        switch change {
        case .toolList: toolsListChanged == true
        case .promptList: promptsListChanged == true
        case .resourceList: resourcesListChanged == true
        case .resourceUpdated(let uri): resourceSubscriptions?.contains(uri) == true
        }
    }
}
