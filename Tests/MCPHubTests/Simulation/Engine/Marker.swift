import JSONRPC
import NIOCore

/// Stands in every payload and says whose it is. Whoever answers, asks or tells something repeats it, so that anything
/// that reaches somebody else is found out.
struct Marker: Hashable, CustomStringConvertible {
    /// The call, by a number that no other has.
    let call: Int
    /// The agent that made it, by its place.
    let agent: Int
    /// Whom the agent acts for.
    let principal: Int
    /// The number of the message that repeats the marker; 0 in the request itself.
    var serial = 0

    var description: String { "~m\(call).\(agent).\(principal).\(serial)~" }

    /// The same, as it stands in the request.
    var owner: Marker { with(serial: 0) }

    func with(serial: Int) -> Marker {
        var marker = self
        marker.serial = serial
        return marker
    }
}

extension Marker {
    /// All that stand in a message, in order.
    static func all(in message: ByteBuffer) -> [Marker] {
        let bytes = Array(buffer: message)
        return bytes.withUnsafeBufferPointer { bytes in
            var found: [Marker] = []
            var offset = 0
            while offset + 1 < bytes.count {
                if bytes[offset] == UInt8(ascii: "~"), bytes[offset + 1] == UInt8(ascii: "m") {
                    if let marker = read(bytes, &offset) { found.append(marker) }
                } else {
                    offset += 1
                }
            }
            return found
        }
    }

    private static func read(_ bytes: UnsafeBufferPointer<UInt8>, _ offset: inout Int) -> Marker? {
        var numbers = [0]
        offset += 2
        while offset < bytes.count {
            let byte = bytes[offset]
            offset += 1
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                numbers[numbers.count - 1] = numbers[numbers.count - 1] * 10 + Int(byte - UInt8(ascii: "0"))
            case UInt8(ascii: "."): numbers.append(0)
            case UInt8(ascii: "~") where numbers.count == 4:
                return Marker(call: numbers[0], agent: numbers[1], principal: numbers[2], serial: numbers[3])
            default: return nil
            }
        }
        return nil
    }
}
