public import JSONRPC

/// How a client can ask its user. An empty object means: by a form.
public struct ElicitationCapability: JSONObjectConvertible {
    /// It can show a form. Since 2025-11-25; before, this is what the capability means.
    public var form: JSONObject?
    /// It can send the user to a URL. Since 2025-11-25.
    public var url: JSONObject?
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Creates the capability; without arguments for forms only.
    public init(form: JSONObject? = nil, url: JSONObject? = nil, other: JSONObject = [:]) {
        self.form = form
        self.url = url
        self.other = other
    }
}

extension ElicitationCapability {
    /// Reads the members.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        form = try reader.optional("form")
        url = try reader.optional("url")
        other = [:]
    }

    /// Writes the members.
    public func write(to writer: inout ObjectWriter) {
        writer.set("form", form)
        writer.set("url", url)
    }
}

extension ElicitationCapability {
    /// Whether it can show a form: it says so, or says nothing at all.
    public var supportsForm: Bool { form != nil || url == nil }
    /// Whether it can send the user to a URL.
    public var supportsURL: Bool { url != nil }

    /// Forms only, in the spelling that every revision understands.
    public static let formOnly = ElicitationCapability()
    /// Forms and URLs.
    public static let formAndURL = ElicitationCapability(form: [:], url: [:])
}
