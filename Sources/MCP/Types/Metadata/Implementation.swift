public import JSONRPC

/// A program that speaks the protocol, as it describes itself.
public struct Implementation: JSONObjectConvertible {
    /// Its name for programs.
    public var name: String
    /// Its name for people. Since 2025-06-18.
    public var title: String?
    /// Its version, in whatever form it counts.
    public var version: String
    /// What it does. Since 2025-11-25.
    public var description: String?
    /// Where to learn more. Since 2025-11-25.
    public var websiteUrl: String?
    /// Pictures of it. Since 2025-11-25.
    public var icons: [Icon]?
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Creates a description of a program.
    public init(
        name: String, title: String? = nil, version: String, description: String? = nil, websiteUrl: String? = nil,
        icons: [Icon]? = nil, other: JSONObject = [:]
    ) {
        self.name = name
        self.title = title
        self.version = version
        self.description = description
        self.websiteUrl = websiteUrl
        self.icons = icons
        self.other = other
    }
}

extension Implementation {
    /// Reads the members.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        name = try reader.required("name")
        title = try reader.optional("title")
        version = try reader.required("version")
        description = try reader.optional("description")
        websiteUrl = try reader.optional("websiteUrl")
        icons = try reader.optional("icons")
        other = [:]
    }

    /// Writes the members.
    public func write(to writer: inout ObjectWriter) {
        writer.set("name", name)
        writer.set("title", title)
        writer.set("version", version)
        writer.set("description", description)
        writer.set("websiteUrl", websiteUrl)
        writer.set("icons", icons)
    }
}
