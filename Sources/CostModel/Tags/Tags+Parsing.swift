/// Tags that are not a flat JSON object.
public struct TagsError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The byte at which reading ended.
    public let offset: Int

    /// What was expected.
    public var description: String {
        "the tags are not one JSON object like {\"team\":\"web\"}; reading ended at byte \(offset)"
    }
}

extension Tags {
    /// Reads a JSON object, or what stands inside its braces (as Azure writes tags); an empty text is no tags.
    ///
    /// Values that are no strings are kept as their JSON text. Throws ``TagsError``.
    public init(json text: String) throws(TagsError) {
        try self.init(json: Array(text.utf8))
    }

    /// Reads a JSON object from UTF-8, as ``init(json:)-(String)`` does. Throws ``TagsError``.
    public init(json text: [UInt8]) throws(TagsError) {
        var reader = FlatJSONReader(text)
        self.init(entries: try reader.entries())
    }
}
