/// An error answer: why a request has no result (JSON-RPC 2.0 section 5.1).
public struct RPCError: Error, Hashable, Sendable {
    /// The number that programs act on.
    public var code: Int
    /// One sentence for people.
    public var message: String
    /// Anything more, in a form the code defines.
    public var data: JSONValue?

    /// Creates an error answer.
    public init(code: Int, message: String, data: JSONValue? = nil) {
        self.code = code
        self.message = message
        self.data = data
    }
}

extension RPCError {
    /// The message was no JSON.
    public static let parseErrorCode = -32700
    /// The message was JSON, but no request.
    public static let invalidRequestCode = -32600
    /// There is no such method.
    public static let methodNotFoundCode = -32601
    /// The method does not take these parameters.
    public static let invalidParamsCode = -32602
    /// Something failed on the side that answers.
    public static let internalErrorCode = -32603

    /// The message was no JSON.
    public static func parseError(_ message: String) -> RPCError {
        RPCError(code: parseErrorCode, message: message)
    }

    /// The message was JSON, but no request.
    public static func invalidRequest(_ message: String) -> RPCError {
        RPCError(code: invalidRequestCode, message: message)
    }

    /// There is no method of that name.
    public static func methodNotFound(_ method: String) -> RPCError {
        RPCError(code: methodNotFoundCode, message: "Method not found: \(method)")
    }

    /// The method does not take these parameters.
    public static func invalidParams(_ message: String, data: JSONValue? = nil) -> RPCError {
        RPCError(code: invalidParamsCode, message: message, data: data)
    }

    /// Something failed on the side that answers.
    public static func internalError(_ message: String, data: JSONValue? = nil) -> RPCError {
        RPCError(code: internalErrorCode, message: message, data: data)
    }
}

extension RPCError: CustomStringConvertible {
    /// The message with its code, such as `Method not found: x (-32601)`.
    public var description: String { "\(message) (\(code))" }
}
