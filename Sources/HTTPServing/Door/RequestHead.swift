import NIOHTTP1

/// The head of a request as the front door reads it: the fields that it looks at are found in one pass.
struct RequestHead: Sendable {
    let method: HTTPMethod
    /// Path and query as they were sent.
    let target: String
    /// All fields, for what is looked at seldom.
    let fields: HTTPHeaders
    let isEncrypted: Bool
    private var values = [String?](repeating: nil, count: Field.allCases.count)
    private var repeated: UInt32 = 0

    init(_ head: HTTPRequestHead, isEncrypted: Bool) {
        method = head.method
        target = head.uri
        fields = head.headers
        self.isEncrypted = isEncrypted
        for (name, value) in head.headers {
            guard let field = Field(name) else { continue }
            note(field, value)
        }
    }

    private mutating func note(_ field: Field, _ value: String) {
        guard let earlier = values[field.rawValue] else { return values[field.rawValue] = value }
        repeated |= 1 << UInt32(field.rawValue)
        // Of two names of the server the first counts, as anywhere behind the door.
        if field != .host { values[field.rawValue] = earlier + ", " + value }
    }

    /// The value of a field; several are joined as one list (RFC 9110 section 5.3).
    subscript(field: Field) -> String? { values[field.rawValue] }

    /// The value of a field that may stand there once.
    ///
    /// - Throws: ``RepeatedField`` when it stands there more often.
    func only(_ field: Field) throws(RepeatedField) -> String? {
        guard repeated & 1 << UInt32(field.rawValue) == 0 else { throw RepeatedField() }
        return values[field.rawValue]
    }

    /// The value of any field that may stand there once.
    ///
    /// - Throws: ``RepeatedField`` when it stands there more often.
    func only(_ name: String) throws(RepeatedField) -> String? {
        let values = fields[name]
        guard values.count <= 1 else { throw RepeatedField() }
        return values.first
    }

    /// The path without the query.
    var path: Substring { target.prefix { $0 != "?" } }

    /// What stands behind the question mark; nil when there is none.
    var query: Substring? {
        target.firstIndex(of: "?").map { target[target.index(after: $0)...] }
    }
}

/// A field that may stand in a request once stands there several times.
struct RepeatedField: Error {}
