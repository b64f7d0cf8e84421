public import NIOCore

/// Carries events from whoever has seen something to everybody who listens.
public protocol Bus: Sendable {
    /// Tells all listeners. Never waits for one.
    func publish(_ event: BusEvent) async

    /// The events from now on. A listener that falls behind by more than `limit` events misses the oldest of them.
    func events(limit: Int) -> AsyncStream<BusEvent>
}

/// Something that has happened.
public struct BusEvent: Sendable, Hashable {
    /// What kind of thing, such as `cost_updates`.
    public let topic: String
    /// What there is to know, in a form that the topic defines.
    public let payload: ByteBuffer

    /// Describes an event.
    public init(topic: String, payload: ByteBuffer) {
        self.topic = topic
        self.payload = payload
    }
}
