public import NIOCore

/// What a request carries.
public enum HTTPRequestBody: Sendable {
    /// Nothing.
    case none
    /// These bytes. The request can be repeated.
    case bytes(ByteBuffer)
    /// What a sequence yields, as fast as the server takes it. The request cannot be repeated.
    ///
    /// - Parameter length: how many bytes that will be; nil when it is not known.
    case stream(any AsyncSequence<ByteBuffer, any Error> & Sendable, length: Int?)

    /// The UTF-8 of a text.
    public static func text(_ text: String) -> HTTPRequestBody { .bytes(ByteBuffer(string: text)) }

    /// Whether it can be sent more than once.
    var isRepeatable: Bool { if case .stream = self { false } else { true } }

    /// Whether there is none.
    var isNone: Bool { if case .none = self { true } else { false } }
}
