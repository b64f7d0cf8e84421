import HTTPTypes
import NIOCore

/// Names the content of an answer (RFC 9110 section 8.8.3). Weak, because the same content may be packed or not.
struct EntityTag {
    /// As it is written.
    let text: String

    /// Takes the content. FNV-1a: told apart, not kept secret.
    init(_ bytes: ByteBuffer) {
        let hash = bytes.readableBytesView.reduce(UInt64(0xCBF2_9CE4_8422_2325)) {
            ($0 ^ UInt64($1)) &* 0x100_0000_01B3
        }
        text = "W/\"\(String(hash, radix: 36))-\(bytes.readableBytes)\""
    }

    /// Whether a client says that it has this content.
    func isKnown(to fields: HTTPFields) -> Bool {
        fields[values: .ifNoneMatch].contains { field in
            field.split(separator: ",").contains { candidate in
                let candidate = candidate.filter { $0 != " " }
                return candidate == "*" || candidate == text || "W/" + candidate == text
            }
        }
    }
}
