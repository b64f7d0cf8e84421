public import JSONRPC
public import NIOCore

/// The arguments of a call on their way to the record: copied, so that no message is kept alive by them.
public struct AuditArguments: Hashable, Sendable {
    /// How many bytes of arguments are recorded; of longer ones only how long they are.
    public static let maximumBytes = 64 << 10

    /// The arguments as JSON; nil when they are too long.
    let json: [UInt8]?
    /// How long they are, in bytes.
    let count: Int

    /// Takes the arguments out of a message.
    ///
    /// - Parameter place: where in the readable bytes of `message` they stand; nil when these are nothing else.
    public init(_ message: ByteBuffer, at place: ByteRange? = nil) {
        let start = message.readerIndex + (place?.start ?? 0)
        count = place?.count ?? message.readableBytes
        json = count <= Self.maximumBytes ? message.getBytes(at: start, length: count) : nil
    }
}

extension AuditArguments {
    /// What is recorded of them.
    ///
    /// - Parameter redacts: whether values give way to what they are and how large: the names of the arguments stay,
    ///   nothing inside them does.
    func member(redacts: Bool) -> JSONObject.Member {
        guard let json, let value = try? JSONValue(parsing: json.span) else {
            return JSONObject.Member(key: "argumentBytes", value: .init(count: count))
        }
        guard redacts else { return JSONObject.Member(key: "arguments", value: value) }
        var kinds = JSONObject()
        for member in value.object ?? [:] { kinds[member.key] = .string(Self.kind(member.value)) }
        return JSONObject.Member(key: "argumentKinds", value: .object(kinds))
    }

    /// What a value is, and how large: bytes of a string, elements of an array, members of an object.
    private static func kind(_ value: JSONValue) -> String {
        switch value {
        case .null: "null"
        case .bool: "boolean"
        case .number: "number"
        case .string(let text): "string(\(text.utf8.count))"
        case .array(let elements): "array(\(elements.count))"
        case .object(let object): "object(\(object.count))"
        }
    }
}
