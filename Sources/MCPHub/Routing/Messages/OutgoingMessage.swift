import JSONRPC
import MCP
import NIOCore

/// Messages that the hub writes itself, as opposed to those it passes on.
enum OutgoingMessage {
    static func request(_ id: Int, _ method: String, _ params: JSONObject) -> ByteBuffer {
        Message.request(id: .integer(id), method: method, params: params).buffer
    }

    static func notification(_ method: String, _ params: JSONObject = [:]) -> ByteBuffer {
        Message.notification(method: method, params: params.isEmpty ? nil : params).buffer
    }

    static func result(_ id: RequestID, _ result: JSONObject) -> ByteBuffer {
        Message.result(id: id, result: result).buffer
    }

    static func failure(_ id: RequestID?, _ error: RPCError) -> ByteBuffer {
        Message.failure(id: id, error: error).buffer
    }

    static func cancellation(of id: RequestID, reason: String? = nil) -> ByteBuffer {
        notification(
            CancelledNotificationParams.method, CancelledNotificationParams(requestId: id, reason: reason).object)
    }

    /// An answer whose result is JSON already.
    static func result(_ id: RequestID, written result: ByteBuffer) -> ByteBuffer {
        var message = ByteBuffer()
        message.reserveCapacity(result.readableBytes + 64)
        message.writeString(#"{"jsonrpc":"2.0","id":"#)
        message.write(id)
        message.writeString(#","result":"#)
        message.writeImmutableBuffer(result)
        message.writeString("}")
        return message
    }
}

extension ByteBuffer {
    /// Appends an id as JSON.
    mutating func write(_ id: RequestID) {
        switch id {
        case .integer(let number): writeString(String(number))
        case .string: writeBytes(id.json.serialized)
        }
    }

    /// An object of members that are JSON already.
    static func object(of members: ByteBuffer) -> ByteBuffer {
        var object = ByteBuffer()
        object.reserveCapacity(members.readableBytes + 2)
        object.writeString("{")
        object.writeImmutableBuffer(members)
        object.writeString("}")
        return object
    }

    /// Appends a member, with a comma before it unless it is the first.
    mutating func write(member key: StaticString, _ value: ByteBuffer) {
        write(key: key)
        writeImmutableBuffer(value)
    }

    /// Appends a member whose value is JSON already.
    mutating func write(member key: StaticString, raw value: StaticString) {
        write(key: key)
        writeStaticString(value)
    }

    private mutating func write(key: StaticString) {
        if readableBytes > 0 { writeInteger(UInt8(ascii: ",")) }
        writeInteger(UInt8(ascii: "\""))
        writeStaticString(key)
        writeStaticString("\":")
    }
}
