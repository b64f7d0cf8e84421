public import JSONRPC

/// The answers to the questions of an ``InputRequiredResult``, by the keys of the questions.
public typealias InputResponses = OrderedMap<InputResponse>

/// A client's answer to an ``InputRequest``. Since 2026-07-28.
///
/// An answer does not say what it answers; it is told by its members. Who knows the question reads ``json`` as the
/// result of that question instead.
public enum InputResponse: JSONConvertible {
    /// The user's answer: has an `action`.
    case elicitation(ElicitResult)
    /// The model's answer: has a `model`.
    case sampling(CreateMessageResult)
    /// The folders: has `roots`.
    case roots(ListRootsResult)
    /// Something else.
    case unknown(JSONObject)

    /// Reads an answer.
    public init(json: JSONValue) throws(DecodingFailure) {
        let object = try JSONObject(json: json)
        if object["action"] != nil {
            self = .elicitation(try ElicitResult(object))
        } else if object["model"] != nil {
            self = .sampling(try CreateMessageResult(object))
        } else if object["roots"] != nil {
            self = .roots(try ListRootsResult(object))
        } else {
            self = .unknown(object)
        }
    }

    /// The answer as an object.
    public var json: JSONValue {
        switch self {
        case .elicitation(let result): result.json
        case .sampling(let result): result.json
        case .roots(let result): result.json
        case .unknown(let object): object.json
        }
    }
}
