public import JSONRPC

/// A tool that a server offers to models.
///
/// The experimental member `execution` of 2025-11-25 stays in ``other``.
public struct Tool: JSONObjectConvertible {
    /// What it is called by; see ``isValidName(_:)``.
    public var name: String
    /// Its name for people. Since 2025-06-18.
    public var title: String?
    /// What it does, for a model to read.
    public var description: String?
    /// The JSON Schema of its arguments, exactly as written. Its root describes an object.
    public var inputSchema: JSONObject
    /// The JSON Schema of its structured content, exactly as written. Since 2025-06-18; describes an object until
    /// 2025-11-25.
    public var outputSchema: JSONObject?
    /// How it says it behaves. Since 2025-03-26.
    public var annotations: ToolAnnotations?
    /// Pictures of it. Since 2025-11-25.
    public var icons: [Icon]?
    /// More about it. Since 2025-06-18.
    public var meta: JSONObject?
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Creates a tool.
    public init(
        name: String, title: String? = nil, description: String? = nil, inputSchema: JSONObject,
        outputSchema: JSONObject? = nil, annotations: ToolAnnotations? = nil, icons: [Icon]? = nil,
        meta: JSONObject? = nil, other: JSONObject = [:]
    ) {
        self.name = name
        self.title = title
        self.description = description
        self.inputSchema = inputSchema
        self.outputSchema = outputSchema
        self.annotations = annotations
        self.icons = icons
        self.meta = meta
        self.other = other
    }
}

extension Tool {
    /// Reads the members.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        name = try reader.required("name")
        title = try reader.optional("title")
        description = try reader.optional("description")
        inputSchema = try reader.required("inputSchema")
        outputSchema = try reader.optional("outputSchema")
        annotations = try reader.optional("annotations")
        icons = try reader.optional("icons")
        meta = try reader.optional("_meta")
        other = [:]
    }

    /// Writes the members.
    public func write(to writer: inout ObjectWriter) {
        writer.set("name", name)
        writer.set("title", title)
        writer.set("description", description)
        writer.set("inputSchema", inputSchema)
        writer.set("outputSchema", outputSchema)
        writer.set("annotations", annotations)
        writer.set("icons", icons)
        writer.set("_meta", meta)
    }
}

extension Tool {
    /// Whether `name` has 1 to 128 letters, digits, underscores, hyphens and dots of ASCII, as every name should.
    ///
    /// The rule was written down in 2025-11-25 and is no duty: older servers use other names.
    public static func isValidName(_ name: String) -> Bool {
        (1...128).contains(name.utf8.count) && name.utf8.allSatisfy(isNameByte)
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."):
            true
        default: false
        }
    }
}
