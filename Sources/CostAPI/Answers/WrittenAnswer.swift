import JSONRPC
import NIOCore

/// The answer of a tool as bytes, together with what of it is said again in the header.
struct WrittenAnswer {
    let json: ByteBuffer
    /// Where the next page begins.
    let nextCursor: String?

    init(_ answer: ToolAnswer) {
        json = ByteBuffer(bytes: answer.json.serialized)
        nextCursor = answer.nextCursor
    }

    /// Reads what ``bytes`` has written.
    init(bytes: ByteBuffer) {
        var rest = bytes
        let length = rest.readInteger(as: UInt32.self) ?? 0
        nextCursor = length == 0 ? nil : rest.readString(length: Int(length))
        json = rest.slice()
    }

    /// Both in one.
    var bytes: ByteBuffer {
        var bytes = ByteBuffer()
        let cursor = nextCursor ?? ""
        bytes.writeInteger(UInt32(cursor.utf8.count))
        bytes.writeString(cursor)
        bytes.writeImmutableBuffer(json)
        return bytes
    }
}

extension JSONValue {
    /// The same with the members of objects in the order of their keys.
    var sorted: JSONValue {
        switch self {
        case .object(let object):
            var ordered: JSONObject = [:]
            for member in object.sorted(by: { $0.key < $1.key }) { ordered[member.key] = member.value.sorted }
            return .object(ordered)
        case .array(let elements): return .array(elements.map(\.sorted))
        default: return self
        }
    }
}
