public import JSONRPC

/// A value with a JSON form. Reading and writing it back yields an equal JSON value: nothing is lost, not even
/// members that this version of the library does not know.
public protocol JSONConvertible: Hashable, Sendable {
    /// Reads the value.
    ///
    /// - Throws: ``DecodingFailure`` naming the place and what was expected there.
    init(json: JSONValue) throws(DecodingFailure)

    /// The JSON form.
    var json: JSONValue { get }
}

/// A value whose JSON form is an object.
///
/// A conforming type names its members twice, once in each direction, and keeps what it does not know in ``other``.
public protocol JSONObjectConvertible: JSONConvertible {
    /// Reads the members.
    init(from reader: inout ObjectReader) throws(DecodingFailure)

    /// Writes the known members; ``other`` is added by the caller, where it does not contradict them.
    func write(to writer: inout ObjectWriter)

    /// Members of the object that this type does not know, in their order.
    var other: JSONObject { get set }
}

extension JSONObjectConvertible {
    /// Reads the value from an object.
    public init(json: JSONValue) throws(DecodingFailure) {
        guard let object = json.object else { throw DecodingFailure(expected: "an object", found: json) }
        try self.init(object)
    }

    /// Reads the value from an object.
    public init(_ object: JSONObject) throws(DecodingFailure) {
        var reader = ObjectReader(object)
        try self.init(from: &reader)
        other = reader.rest
    }

    /// The JSON form.
    public var json: JSONValue { .object(object) }

    /// The JSON form as an object.
    public var object: JSONObject {
        var writer = ObjectWriter()
        write(to: &writer)
        for member in other where writer.object[member.key] == nil { writer.set(member.key, member.value) }
        return writer.object
    }
}
