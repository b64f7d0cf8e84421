/// Says which part of a document is no JSON Schema that this library can apply.
public struct JSONSchemaError: Error, Hashable, Sendable {
    /// What kind of rule was broken.
    public enum Code: String, Sendable {
        /// `$schema` names a dialect that is not known.
        case unsupportedDialect
        /// The metaschema requires a vocabulary that is not known.
        case unsupportedVocabulary
        /// A keyword has a value that it cannot have.
        case invalidKeyword
        /// The value of `pattern`, or a name in `patternProperties`, is no regular expression.
        case invalidPattern
        /// The schema is larger than the limits allow.
        case tooLarge
    }

    /// The rule that was broken.
    public let code: Code
    /// The keyword, as the URI of its document and a JSON Pointer in the fragment; without a URI, just `#/…`.
    public let location: String
    /// What is wrong there.
    public let reason: String

    /// Creates the error of the keyword at `location`.
    public init(_ code: Code, at location: String, reason: String) {
        self.code = code
        self.location = location
        self.reason = reason
    }
}

extension JSONSchemaError: CustomStringConvertible {
    /// One sentence for people, such as `#/properties/age/minimum: expected a number, found a string`.
    public var description: String { "\(location): \(reason)" }
}
