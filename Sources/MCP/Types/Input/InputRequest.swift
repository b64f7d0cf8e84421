public import JSONRPC

/// The questions of an ``InputRequiredResult`` by keys that the server has chosen.
public typealias InputRequests = OrderedMap<InputRequest>

/// A question of a server to the client, inside a result. Since 2026-07-28.
public enum InputRequest: JSONConvertible {
    /// Asks the user.
    case elicitation(ElicitRequest)
    /// Asks a model.
    case sampling(CreateMessageRequest)
    /// Asks which folders the user works in.
    case roots(ListRootsRequest)
    /// Asks by a method that this version of the library does not know.
    case unknown(JSONObject)

    /// Reads the question that its member `method` names.
    public init(json: JSONValue) throws(DecodingFailure) {
        let object = try JSONObject(json: json)
        var reader = ObjectReader(object)
        switch try reader.required("method", as: String.self) {
        case ElicitRequestParams.method: self = .elicitation(try ElicitRequest(object))
        case CreateMessageRequestParams.method: self = .sampling(try CreateMessageRequest(object))
        case ListRootsRequestParams.method: self = .roots(try ListRootsRequest(object))
        default: self = .unknown(object)
        }
    }

    /// The question as an object.
    public var json: JSONValue {
        switch self {
        case .elicitation(let request): request.json
        case .sampling(let request): request.json
        case .roots(let request): request.json
        case .unknown(let object): object.json
        }
    }

    /// Asks the user.
    public static func elicitation(_ params: ElicitRequestParams) -> InputRequest {
        .elicitation(ElicitRequest(params: params))
    }

    /// Asks a model.
    public static func sampling(_ params: CreateMessageRequestParams) -> InputRequest {
        .sampling(CreateMessageRequest(params: params))
    }

    /// Asks which folders the user works in.
    public static var roots: InputRequest { .roots(ListRootsRequest(params: ListRootsRequestParams())) }
}
