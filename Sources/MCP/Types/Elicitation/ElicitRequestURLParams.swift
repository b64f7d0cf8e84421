public import JSONRPC

/// Asks the user to visit a URL, for what must not pass through the client. Since 2025-11-25.
public struct ElicitRequestURLParams: JSONObjectConvertible {
    /// Why the user should go there.
    public var message: String
    /// Where to go. Show all of it, and open it only with the user's consent.
    public var url: String
    /// Names the visit in the notification that tells of its end. Required in 2025-11-25, gone in 2026-07-28.
    public var elicitationId: String?
    /// What is said about the request. Until 2025-11-25.
    public var meta: RequestMeta?
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Asks for a visit.
    public init(
        message: String, url: String, elicitationId: String? = nil, meta: RequestMeta? = nil, other: JSONObject = [:]
    ) {
        self.message = message
        self.url = url
        self.elicitationId = elicitationId
        self.meta = meta
        self.other = other
    }
}

extension ElicitRequestURLParams {
    /// Reads the members.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        try reader.constant("mode", "url")
        message = try reader.required("message")
        url = try reader.required("url")
        elicitationId = try reader.optional("elicitationId")
        meta = try reader.optional("_meta")
        other = [:]
    }

    /// Writes the members.
    public func write(to writer: inout ObjectWriter) {
        writer.set("mode", "url")
        writer.set("message", message)
        writer.set("url", url)
        writer.set("elicitationId", elicitationId)
        writer.set("_meta", meta)
    }
}
