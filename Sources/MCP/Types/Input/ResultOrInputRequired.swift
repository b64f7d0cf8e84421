public import JSONRPC

/// The answer to a request that a server may answer with questions.
public enum ResultOrInputRequired<Success: ServerResult>: ServerResult {
    /// What was asked for.
    case result(Success)
    /// The server asks back. Since 2026-07-28.
    case inputRequired(InputRequiredResult)

    /// The result, or nil when the server asks back.
    public var result: Success? { if case .result(let result) = self { result } else { nil } }

    /// Reads what `resultType` names. Absent it means a result; any other text is kept in the result, to be judged by
    /// who knows the extensions in use.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        if reader.peek("resultType") == ResultType.inputRequired.json {
            self = .inputRequired(try InputRequiredResult(from: &reader))
        } else {
            self = .result(try Success(from: &reader))
        }
    }

    /// Writes the members of whichever it is.
    public func write(to writer: inout ObjectWriter) {
        switch self {
        case .result(let result): result.write(to: &writer)
        case .inputRequired(let result): result.write(to: &writer)
        }
    }
}

extension ResultOrInputRequired {
    /// Whether the exchange is over.
    public var resultType: ResultType? {
        get { self[\.resultType, \.resultType] }
        set { self[\.resultType, \.resultType] = newValue }
    }

    /// What is said about the result.
    public var meta: ResultMeta? {
        get { self[\.meta, \.meta] }
        set { self[\.meta, \.meta] = newValue }
    }

    /// Members that this version of the library does not know.
    public var other: JSONObject {
        get { self[\.other, \.other] }
        set { self[\.other, \.other] = newValue }
    }

    /// A member that both cases have.
    private subscript<Value>(
        result: WritableKeyPath<Success, Value>, inputRequired: WritableKeyPath<InputRequiredResult, Value>
    ) -> Value {
        get {
            switch self {
            case .result(let value): value[keyPath: result]
            case .inputRequired(let value): value[keyPath: inputRequired]
            }
        }
        set {
            switch self {
            case .result(var value):
                value[keyPath: result] = newValue
                self = .result(value)
            case .inputRequired(var value):
                value[keyPath: inputRequired] = newValue
                self = .inputRequired(value)
            }
        }
    }
}
