import JSONRPC

/// Which keywords a schema is written with.
struct Dialect: Hashable, Sendable {
    /// Keywords that apply schemas to parts of the value.
    var applies = false
    /// Keywords that judge the value themselves.
    var validates = false
    /// `unevaluatedItems` and `unevaluatedProperties`.
    var appliesUnevaluated = false
    /// Whether `format` is more than an annotation.
    var assertsFormats = false
    /// Whether this is one of the drafts before 2020-12.
    var isOld = false

    /// Draft 2020-12 as its metaschema describes it.
    static let draft202012 = Dialect(applies: true, validates: true, appliesUnevaluated: true)
    /// The drafts 6 to 2019-09, read as ``JSONSchema`` documents.
    static let old = Dialect(applies: true, validates: true, appliesUnevaluated: true, isOld: true)

    /// The dialect whose metaschema has this URI, among those that are known without looking.
    static func known(_ uri: URIReference) -> Dialect? {
        switch uri.text {
        case "https://json-schema.org/draft/2020-12/schema": draft202012
        case "https://json-schema.org/draft/2019-09/schema", "http://json-schema.org/draft-07/schema",
            "https://json-schema.org/draft-07/schema", "http://json-schema.org/draft-06/schema",
            "https://json-schema.org/draft-06/schema", "http://json-schema.org/schema":
            old
        default: nil
        }
    }

    /// The dialect that a `$vocabulary` describes.
    ///
    /// - Throws: ``UnknownVocabulary`` when one that is not known is required.
    init(vocabulary: JSONObject) throws(UnknownVocabulary) {
        self.init()
        let prefix = "https://json-schema.org/draft/2020-12/vocab/"
        for member in vocabulary.members {
            let name = member.key.hasPrefix(prefix) ? String(member.key.dropFirst(prefix.count)) : ""
            switch name {
            case "applicator": applies = true
            case "validation": validates = true
            case "unevaluated": appliesUnevaluated = true
            case "format-assertion": assertsFormats = true
            case "core", "meta-data", "content", "format-annotation": break
            default: if member.value != false { throw UnknownVocabulary(uri: member.key) }
            }
        }
    }

    private init(
        applies: Bool = false, validates: Bool = false, appliesUnevaluated: Bool = false, isOld: Bool = false
    ) {
        self.applies = applies
        self.validates = validates
        self.appliesUnevaluated = appliesUnevaluated
        self.isOld = isOld
    }

    /// A vocabulary that is required but not known.
    struct UnknownVocabulary: Error {
        let uri: String
    }
}
