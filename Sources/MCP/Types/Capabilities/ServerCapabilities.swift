public import JSONRPC

/// What a server has to offer: told by `server/discover` since 2026-07-28, with the handshake before.
///
/// The experimental tasks of 2025-11-25 stay in ``other``.
public struct ServerCapabilities: JSONObjectConvertible {
    /// It has tools.
    public var tools: ListChangedCapability?
    /// It has prompts.
    public var prompts: ListChangedCapability?
    /// It has resources.
    public var resources: ResourcesCapability?
    /// It completes arguments. Since 2025-03-26.
    public var completions: JSONObject?
    /// It sends log messages. Deprecated since 2026-07-28.
    public var logging: JSONObject?
    /// The extensions it speaks with their settings, by their names. Since 2026-07-28.
    public var extensions: JSONObject?
    /// What no revision defines.
    public var experimental: JSONObject?
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Creates capabilities; without arguments a server that has nothing.
    public init(
        tools: ListChangedCapability? = nil, prompts: ListChangedCapability? = nil,
        resources: ResourcesCapability? = nil, completions: JSONObject? = nil, logging: JSONObject? = nil,
        extensions: JSONObject? = nil, experimental: JSONObject? = nil, other: JSONObject = [:]
    ) {
        self.tools = tools
        self.prompts = prompts
        self.resources = resources
        self.completions = completions
        self.logging = logging
        self.extensions = extensions
        self.experimental = experimental
        self.other = other
    }
}

extension ServerCapabilities {
    /// Reads the members.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        tools = try reader.optional("tools")
        prompts = try reader.optional("prompts")
        resources = try reader.optional("resources")
        completions = try reader.optional("completions")
        logging = try reader.optional("logging")
        extensions = try reader.optional("extensions")
        experimental = try reader.optional("experimental")
        other = [:]
    }

    /// Writes the members.
    public func write(to writer: inout ObjectWriter) {
        writer.set("tools", tools)
        writer.set("prompts", prompts)
        writer.set("resources", resources)
        writer.set("completions", completions)
        writer.set("logging", logging)
        writer.set("extensions", extensions)
        writer.set("experimental", experimental)
    }
}
