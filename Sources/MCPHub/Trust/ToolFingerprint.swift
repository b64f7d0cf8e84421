public import JSONRPC

/// What of a tool decides how models use it, and its digest: if this is the same, the tool is the one that was approved.
public struct ToolFingerprint: Hashable, Sendable {
    /// The members that count: how it is called, what it says and how it says it behaves.
    public static let fields = ["name", "title", "description", "inputSchema", "outputSchema", "annotations"]

    /// The name of the tool at its child.
    public let name: String
    /// The members that count, of those the tool has.
    public let definition: JSONObject
    /// `sha256:` and the digest of the canonical form of ``definition``.
    public let digest: String

    /// Takes the fingerprint of a tool.
    public init(_ tool: CatalogEntry) {
        self.init(name: tool.key, definition: tool.value)
    }

    init(name: String, definition tool: JSONObject) {
        var definition = JSONObject()
        for field in Self.fields { definition[field] = tool[field] }
        self.name = name
        self.definition = definition
        digest = Digests.named(CanonicalJSON.bytes(.object(definition)))
    }
}

/// The fingerprint of all tools of a child together, so that one that comes, goes or changes its name shows too.
public struct ToolSetFingerprint: Hashable, Sendable {
    /// The fingerprints of the tools in the order of their names.
    public let tools: [ToolFingerprint]
    /// `sha256:` and the digest of the canonical form of all definitions in that order.
    public let digest: String

    /// Takes the fingerprint of the tools of a catalog; their order there does not matter.
    public init(_ catalog: ChildCatalog) {
        tools = catalog.tools.entries.map(ToolFingerprint.init).sorted {
            $0.name.utf8.lexicographicallyPrecedes($1.name.utf8)
        }
        digest = Digests.named(CanonicalJSON.bytes(.array(tools.map { .object($0.definition) })))
    }
}
