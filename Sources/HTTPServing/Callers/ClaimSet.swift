import JSONRPC
import JWTKit

/// All claims of a token as they are written. Nothing is checked while they are read.
struct ClaimSet: JWTPayload {
    let claims: JSONObject

    init(from decoder: any Decoder) throws {
        claims = try LooseJSON(from: decoder).value.object ?? [:]
    }

    func encode(to encoder: any Encoder) throws {}
    func verify(using algorithm: some JWTAlgorithm) async throws {}
}

/// JSON of any shape, as far as claims need it.
private struct LooseJSON: Decodable {
    let value: JSONValue

    init(from decoder: any Decoder) throws {
        if let object = try? [String: LooseJSON](from: decoder) {
            var members = JSONObject()
            for (key, member) in object { members[key] = member.value }
            value = .object(members)
        } else if let array = try? [LooseJSON](from: decoder) {
            value = .array(array.map(\.value))
        } else {
            let single = try decoder.singleValueContainer()
            if let text = try? single.decode(String.self) {
                value = .string(text)
            } else if let flag = try? single.decode(Bool.self) {
                value = .bool(flag)
            } else if let number = try? single.decode(Double.self) {
                value = JSONNumber(number).map { .number($0) } ?? .null
            } else {
                value = .null
            }
        }
    }
}

extension JSONValue {
    /// The texts of an array.
    var texts: [String]? { array?.compactMap(\.string) }

    /// A number of seconds, without the part behind the point.
    var seconds: Int64? {
        guard let number else { return nil }
        return Int64(exactly: number.double.rounded(.down))
    }
}
