/// How the hub is offered as REST and WebSocket: what stands at `hub.api`. Read when the program starts.
public struct APISettings: Hashable, Sendable {
    /// Whether it is.
    public var offer = true

    /// The settings of a hub whose configuration says nothing of it.
    public init() {}
}
