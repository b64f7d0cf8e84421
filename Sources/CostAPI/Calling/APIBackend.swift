public import HTTPServing
public import MCP
public import NIOCore

/// What the API is a face of.
public struct APIBackend: Sendable {
    /// The tools as a caller may see and use them.
    public var registry: @Sendable (HTTPCaller) -> any ToolRegistry
    /// Whether anybody may use a tool of this name.
    public var offers: @Sendable (String) async -> Bool
    /// Emits whenever what is offered, or to whom, may have become another.
    public var changes: @Sendable () -> AsyncStream<Void>
    /// Names the present state of the data; nil when nothing computed from it may be kept.
    public var dataVersion: @Sendable () async -> String? = { nil }
    /// The states of the servers behind the tools, by their names.
    public var serverStates: @Sendable () async -> [ServerStateReport] = { [] }
    /// Where files that are sent in are put until they are imported; nil when none are taken.
    public var uploads: (any UploadFolder)?

    /// Describes what stands behind the API.
    public init(
        registry: @escaping @Sendable (HTTPCaller) -> any ToolRegistry,
        offers: @escaping @Sendable (String) async -> Bool,
        changes: @escaping @Sendable () -> AsyncStream<Void>
    ) {
        self.registry = registry
        self.offers = offers
        self.changes = changes
    }
}

/// How a server behind the tools is.
public struct ServerStateReport: Hashable, Sendable {
    /// What it is called.
    public let name: String
    /// How it is, in one word.
    public let state: String
    /// How many tools of it are offered.
    public let toolCount: Int
    /// How often it was started again.
    public let restarts: Int

    /// Describes a server.
    public init(name: String, state: String, toolCount: Int, restarts: Int = 0) {
        self.name = name
        self.state = state
        self.toolCount = toolCount
        self.restarts = restarts
    }
}

/// Keeps files that are sent in until they are imported.
public protocol UploadFolder: Sendable {
    /// Begins a file.
    ///
    /// - Parameter name: what the client calls it; only its ending counts.
    func create(named name: String) async throws -> any UploadedFile
}

/// A file that is being sent in.
public protocol UploadedFile: Sendable {
    /// Where it is.
    var path: String { get }
    /// Adds to it.
    func append(_ bytes: ByteBuffer) async throws
    /// All of it has come.
    func finish() async throws
    /// Removes it.
    func remove() async
}
