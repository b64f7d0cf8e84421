public import JSONRPC

/// A picture that stands for something in a user interface. Since 2025-11-25.
public struct Icon: JSONObjectConvertible {
    /// Where the picture is: an `https:` or a `data:` URI. Fetch it without credentials.
    public var src: String
    /// Its media type when the source does not tell it or tells it wrong.
    public var mimeType: String?
    /// The sizes it can be shown in, such as `48x48`, or `any`.
    public var sizes: [String]?
    /// For what background it is drawn.
    public var theme: Theme?
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Creates an icon.
    public init(
        src: String, mimeType: String? = nil, sizes: [String]? = nil, theme: Theme? = nil, other: JSONObject = [:]
    ) {
        self.src = src
        self.mimeType = mimeType
        self.sizes = sizes
        self.theme = theme
        self.other = other
    }
}

extension Icon {
    /// Reads the members.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        src = try reader.required("src")
        mimeType = try reader.optional("mimeType")
        sizes = try reader.optional("sizes")
        theme = try reader.optional("theme")
        other = [:]
    }

    /// Writes the members.
    public func write(to writer: inout ObjectWriter) {
        writer.set("src", src)
        writer.set("mimeType", mimeType)
        writer.set("sizes", sizes)
        writer.set("theme", theme)
    }
}

extension Icon {
    /// The background that an icon is drawn for.
    public struct Theme: OpenStringSet {
        /// The theme as it is written in messages.
        public let rawValue: String

        /// Takes any text.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// A light background.
        public static let light = Theme(rawValue: "light")
        /// A dark background.
        public static let dark = Theme(rawValue: "dark")
    }
}
