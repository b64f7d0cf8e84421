public import JSONRPC

/// Which changes a client wants to be told. Since 2026-07-28. Extensions add members, which stay in ``other``.
public struct SubscriptionFilter: JSONObjectConvertible {
    /// Changes of the list of tools; nil means no.
    public var toolsListChanged: Bool?
    /// Changes of the list of prompts; nil means no.
    public var promptsListChanged: Bool?
    /// Changes of the list of resources; nil means no.
    public var resourcesListChanged: Bool?
    /// Changes of the resources at these addresses.
    public var resourceSubscriptions: [String]?
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Creates a filter; without arguments for nothing.
    public init(
        toolsListChanged: Bool? = nil, promptsListChanged: Bool? = nil, resourcesListChanged: Bool? = nil,
        resourceSubscriptions: [String]? = nil, other: JSONObject = [:]
    ) {
        self.toolsListChanged = toolsListChanged
        self.promptsListChanged = promptsListChanged
        self.resourcesListChanged = resourcesListChanged
        self.resourceSubscriptions = resourceSubscriptions
        self.other = other
    }
}

extension SubscriptionFilter {
    /// Reads the members.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        toolsListChanged = try reader.optional("toolsListChanged")
        promptsListChanged = try reader.optional("promptsListChanged")
        resourcesListChanged = try reader.optional("resourcesListChanged")
        resourceSubscriptions = try reader.optional("resourceSubscriptions")
        other = [:]
    }

    /// Writes the members.
    public func write(to writer: inout ObjectWriter) {
        writer.set("toolsListChanged", toolsListChanged)
        writer.set("promptsListChanged", promptsListChanged)
        writer.set("resourcesListChanged", resourcesListChanged)
        writer.set("resourceSubscriptions", resourceSubscriptions)
    }
}
