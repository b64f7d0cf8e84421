public import JSONRPC

/// What happens on the way to an answer.
public enum RequestEvent: Hashable, Sendable {
    /// The work has come this far.
    case progress(JSONNumber, total: JSONNumber?, message: String?)
    /// Something worth telling.
    case log(LoggingLevel, logger: String?, data: JSONValue)
}
