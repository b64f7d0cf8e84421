public import NIOCore

/// One event of an event stream (HTML, section 9.2).
public struct ServerSentEvent: Hashable, Sendable {
    /// What kind of event it is; `message` when the server does not say.
    public var type: String
    /// The lines of data, joined by line feeds. Empty for an event that only tells its id.
    public var data: ByteBuffer
    /// The last id that the stream has told, with this event or before it; empty when there was none.
    public var lastEventID: String

    /// Creates an event.
    public init(type: String = "message", data: ByteBuffer, lastEventID: String = "") {
        self.type = type
        self.data = data
        self.lastEventID = lastEventID
    }

    /// The data as text.
    public var text: String { String(buffer: data) }
}
