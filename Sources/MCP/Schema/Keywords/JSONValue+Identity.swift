import JSONRPC

extension String {
    /// Whether both consist of the same scalars.
    func isIdentical(to other: String) -> Bool {
        let (bytes, others) = (utf8.span, other.utf8.span)
        guard bytes.count == others.count else { return false }
        for offset in bytes.indices where bytes[offset] != others[offset] { return false }
        return true
    }
}

extension JSONValue {
    /// Equality as JSON Schema has it: that of JSON, with strings compared by scalar.
    func isIdentical(to other: JSONValue) -> Bool {
        switch (self, other) {
        case (.string(let left), .string(let right)): return left.isIdentical(to: right)
        case (.array(let left), .array(let right)):
            return left.count == right.count && zip(left, right).allSatisfy { $0.isIdentical(to: $1) }
        case (.object(let left), .object(let right)): return left.isIdentical(to: right)
        default: return self == other
        }
    }
}

extension JSONObject {
    fileprivate func isIdentical(to other: JSONObject) -> Bool {
        guard count == other.count else { return false }
        var table: StringTable?
        for (position, member) in members.enumerated() {
            var partner = position
            if !member.key.isIdentical(to: other.members[position].key) {
                let names = table ?? StringTable(other.members.map(\.key))
                table = names
                guard let position = names.position(of: member.key) else { return false }
                partner = position
            }
            guard member.value.isIdentical(to: other.members[partner].value) else { return false }
        }
        return true
    }
}
