public import JSONRPC

/// Asks the user something. Since 2025-06-18.
public enum ElicitRequestParams: RequestParams {
    /// What a successful answer holds.
    public typealias Result = ElicitResult
    /// The method `elicitation/create`.
    public static let method = "elicitation/create"

    /// By a form.
    case form(ElicitRequestFormParams)
    /// By a page outside the client. Since 2025-11-25.
    case url(ElicitRequestURLParams)

    /// How the user is asked.
    public var mode: ElicitMode {
        switch self {
        case .form: .form
        case .url: .url
        }
    }

    /// What the user is told.
    public var message: String {
        switch self {
        case .form(let params): params.message
        case .url(let params): params.message
        }
    }
}

extension ElicitRequestParams {
    /// Reads the members of the mode that `mode` names; without it those of a form.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        var modeReader = reader
        switch try modeReader.optional("mode", as: ElicitMode.self) {
        case .form, nil: self = .form(try ElicitRequestFormParams(from: &reader))
        case .url: self = .url(try ElicitRequestURLParams(from: &reader))
        }
    }

    /// Writes the members of the mode.
    public func write(to writer: inout ObjectWriter) {
        switch self {
        case .form(let params): params.write(to: &writer)
        case .url(let params): params.write(to: &writer)
        }
    }

    /// What is said about the request. Until 2025-11-25.
    public var meta: RequestMeta? {
        get {
            switch self {
            case .form(let params): params.meta
            case .url(let params): params.meta
            }
        }
        set { update(form: { $0.meta = newValue }, url: { $0.meta = newValue }) }
    }

    /// Members that this version of the library does not know.
    public var other: JSONObject {
        get {
            switch self {
            case .form(let params): params.other
            case .url(let params): params.other
            }
        }
        set { update(form: { $0.other = newValue }, url: { $0.other = newValue }) }
    }

    private mutating func update(
        form: (inout ElicitRequestFormParams) -> Void, url: (inout ElicitRequestURLParams) -> Void
    ) {
        switch self {
        case .form(var params):
            form(&params)
            self = .form(params)
        case .url(var params):
            url(&params)
            self = .url(params)
        }
    }
}
