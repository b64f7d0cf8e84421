public import JSONRPC

/// Says from which level on the client wants log messages during the session. Until 2025-11-25; since then each request
/// says it for itself in ``RequestMeta/logLevel``.
public struct SetLevelRequestParams: RequestParams {
    /// What a successful answer holds.
    public typealias Result = EmptyResult
    /// The method `logging/setLevel`.
    public static let method = "logging/setLevel"

    /// The lowest level to be sent.
    public var level: LoggingLevel
    /// What is said about the request.
    public var meta: RequestMeta?
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Sets a level.
    public init(level: LoggingLevel, meta: RequestMeta? = nil, other: JSONObject = [:]) {
        self.level = level
        self.meta = meta
        self.other = other
    }
}

extension SetLevelRequestParams {
    /// Reads the members.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        level = try reader.required("level")
        meta = try reader.optional("_meta")
        other = [:]
    }

    /// Writes the members.
    public func write(to writer: inout ObjectWriter) {
        writer.set("level", level)
        writer.set("_meta", meta)
    }
}

/// The message that sets the level of the session. Until 2025-11-25.
public typealias SetLevelRequest = JSONRPCRequest<SetLevelRequestParams>
