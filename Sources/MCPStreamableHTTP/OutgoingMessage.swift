import JSONRPC
import MCP
import NIOCore

/// A message to the server, and what its header has to repeat.
struct OutgoingMessage: Sendable {
    let bytes: ByteBuffer
    let kind: Envelope.Kind
    /// The id of a request; nil for all else.
    let id: RequestID?
    let method: String?
    /// The revision that a request of the modern era names; nil in the legacy era.
    let modernVersion: String?
    /// What the request is about, where a field of its own repeats that.
    let name: String?
    /// The request that a cancellation is about.
    let cancelledID: RequestID?

    /// - Throws: ``JSONSyntaxError`` when this is no JSON-RPC message.
    init(_ bytes: ByteBuffer) throws(JSONSyntaxError) {
        let envelope = try EnvelopeScanner().scan(bytes)
        let span = bytes.readableBytesUInt8Span
        let method = envelope.string(.method, in: span)
        self.bytes = bytes
        kind = envelope.kind
        self.method = method
        id = envelope.kind == .request ? envelope.id(in: span) : nil
        modernVersion = envelope.kind == .request ? envelope.string(.metaProtocolVersion, in: span) : nil
        cancelledID =
            method == "notifications/cancelled" ? envelope.requestID(.requestID, in: span) : nil
        name = Self.nameField(method).flatMap { envelope.string($0, in: span) }
    }

    private static func nameField(_ method: String?) -> EnvelopeField? {
        switch method {
        case "tools/call", "prompts/get": .name
        case "resources/read": .uri
        default: nil
        }
    }

    /// The arguments of a call, decoded; nil when there are none.
    var arguments: JSONValue? {
        guard let envelope = try? EnvelopeScanner().scan(bytes) else { return nil }
        return try? envelope.value(.arguments, in: bytes.readableBytesUInt8Span)
    }
}
