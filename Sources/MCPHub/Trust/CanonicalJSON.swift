import JSONRPC

/// JSON in which equal values are the same bytes: keys sorted as RFC 8785 sorts them, no white space.
///
/// Numbers differ from RFC 8785, which writes what a Double makes of them: here they keep all their digits, without
/// zeros at either end and with an exponent, so that two numbers are written alike only when they are equal.
enum CanonicalJSON {
    /// The canonical form of a value.
    static func bytes(_ value: JSONValue) -> [UInt8] { sorted(value).serialized }

    private static func sorted(_ value: JSONValue) -> JSONValue {
        switch value {
        case .object(let object):
            var result = JSONObject()
            for member in object.members.sorted(by: { $0.key.utf16.lexicographicallyPrecedes($1.key.utf16) }) {
                result[member.key] = sorted(member.value)
            }
            return .object(result)
        case .array(let elements): return .array(elements.map(sorted))
        case .number(let number): return .number(canonical(number))
        default: return value
        }
    }

    private static func canonical(_ number: JSONNumber) -> JSONNumber {
        let decimal = number.decimal
        guard !decimal.digits.isEmpty else { return JSONNumber(0) }
        let digits = decimal.digits.map(String.init).joined()
        let exponent = decimal.exponent == 0 ? "" : "e\(decimal.exponent)"
        return JSONNumber((decimal.isNegative ? "-" : "") + digits + exponent) ?? number
    }
}
