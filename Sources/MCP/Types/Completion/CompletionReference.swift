public import JSONRPC

/// What an argument belongs to that is being completed.
public enum CompletionReference: JSONConvertible {
    /// A prompt.
    case prompt(PromptReference)
    /// A resource template.
    case resource(ResourceTemplateReference)

    /// Reads a reference of the type that its member `type` names.
    public init(json: JSONValue) throws(DecodingFailure) {
        let object = try JSONObject(json: json)
        switch object["type"]?.string {
        case "ref/prompt": self = .prompt(try PromptReference(object))
        case "ref/resource": self = .resource(try ResourceTemplateReference(object))
        default:
            throw DecodingFailure(expected: "ref/prompt or ref/resource", found: object["type"]).within("type")
        }
    }

    /// The reference as an object.
    public var json: JSONValue {
        switch self {
        case .prompt(let reference): reference.json
        case .resource(let reference): reference.json
        }
    }
}
