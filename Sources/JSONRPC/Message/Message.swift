public import NIOCore

/// One JSON-RPC message, decoded whole.
///
/// This is the convenient form for an endpoint that wants the values. Who only passes messages on uses
/// ``EnvelopeScanner`` instead and never pays for decoding.
public enum Message: Hashable, Sendable {
    /// Expects exactly one answer.
    case request(id: RequestID, method: String, params: JSONObject?)
    /// Expects no answer.
    case notification(method: String, params: JSONObject?)
    /// The successful answer to a request.
    case result(id: RequestID, result: JSONObject)
    /// The failed answer to a request; without an id when the request could not be read.
    case failure(id: RequestID?, error: RPCError)
}

extension Message {
    /// The message as a JSON object.
    public var json: JSONValue {
        var object: JSONObject = ["jsonrpc": "2.0"]
        switch self {
        case .request(let id, let method, let params):
            object["id"] = id.json
            object["method"] = .string(method)
            object["params"] = params.map(JSONValue.object)
        case .notification(let method, let params):
            object["method"] = .string(method)
            object["params"] = params.map(JSONValue.object)
        case .result(let id, let result):
            object["id"] = id.json
            object["result"] = .object(result)
        case .failure(let id, let error):
            object["id"] = id?.json
            object["error"] = error.json
        }
        return .object(object)
    }

    /// The message in UTF-8, without a line end.
    public var buffer: ByteBuffer { json.buffer }

    /// Decodes one message.
    ///
    /// - Throws: ``JSONSyntaxError`` when the bytes are no JSON or no JSON-RPC 2.0 message.
    public init(parsing buffer: ByteBuffer, limits: JSONLimits = .standard) throws(JSONSyntaxError) {
        try self.init(json: JSONValue(parsing: buffer, limits: limits))
    }

    /// Reads one message from its JSON form.
    ///
    /// - Throws: ``JSONSyntaxError`` with code `invalidMessage` when it is no JSON-RPC 2.0 message.
    public init(json: JSONValue) throws(JSONSyntaxError) {
        guard let object = json.object else { throw Self.invalid("an object") }
        guard object["jsonrpc"] == "2.0" else { throw Self.invalid("\"jsonrpc\": \"2.0\"") }
        if let method = object["method"] {
            self = try Self.call(method, object)
        } else if let error = object["error"] {
            self = try Self.failure(error, object)
        } else if let result = object["result"]?.object, let id = object["id"].flatMap(RequestID.init) {
            self = .result(id: id, result: result)
        } else {
            throw Self.invalid("a method, or an id with an object 'result' or an 'error'")
        }
    }

    private static func call(_ method: JSONValue, _ object: JSONObject) throws(JSONSyntaxError) -> Message {
        guard let method = method.string else { throw invalid("a string as 'method'") }
        guard object["result"] == nil, object["error"] == nil else {
            throw invalid("no 'result' or 'error' beside a 'method'")
        }
        let params = object["params"]
        guard params == nil || params?.object != nil else { throw invalid("an object as 'params'") }
        guard let idValue = object["id"] else { return .notification(method: method, params: params?.object) }
        guard let id = RequestID(idValue) else { throw invalid("a string or a whole number as 'id'") }
        return .request(id: id, method: method, params: params?.object)
    }

    private static func failure(_ error: JSONValue, _ object: JSONObject) throws(JSONSyntaxError) -> Message {
        guard object["result"] == nil else { throw invalid("no 'result' beside an 'error'") }
        guard let code = error["code"]?.number.flatMap({ Int($0.literal) }),
            let message = error["message"]?.string
        else {
            throw invalid("a whole number 'code' and a string 'message' in 'error'")
        }
        let failure = RPCError(code: code, message: message, data: error["data"])
        guard let idValue = object["id"], !idValue.isNull else { return .failure(id: nil, error: failure) }
        guard let id = RequestID(idValue) else { throw invalid("a string or a whole number as 'id'") }
        return .failure(id: id, error: failure)
    }

    private static func invalid(_ expected: String) -> JSONSyntaxError {
        JSONSyntaxError(.invalidMessage, at: 0, expected: expected)
    }
}

extension RPCError {
    /// The error as it is written in a message.
    public var json: JSONValue {
        var object: JSONObject = ["code": .number(JSONNumber(code)), "message": .string(message)]
        object["data"] = data
        return .object(object)
    }
}
