import HTTPServing
import JSONRPC
import MCP

/// A tool with its schema ready for use.
struct ShelvedTool: Sendable {
    let tool: Tool
    /// Nil when the tool's own schema cannot be used; its server checks what it gets.
    let schema: JSONSchema?

    init(_ tool: Tool) {
        self.tool = tool
        schema = try? JSONSchema(.object(tool.inputSchema))
    }
}

/// The tools that callers have asked for, until what is offered changes.
actor ToolShelf {
    /// What a caller may use.
    struct Shelf: Sendable {
        let tools: [ShelvedTool]
        private let byName: [String: Int]

        init(_ tools: [Tool]) {
            self.tools = tools.map(ShelvedTool.init)
            byName = Dictionary(tools.enumerated().map { ($1.name, $0) }) { first, _ in first }
        }

        subscript(name: String) -> ShelvedTool? { byName[name].map { tools[$0] } }
    }

    private let backend: APIBackend
    private var shelves: [HTTPCaller: Shelf] = [:]
    private var generation = 0

    /// How many callers are remembered.
    private static let maximumShelves = 256

    init(_ backend: APIBackend) {
        self.backend = backend
    }

    /// The tools of a caller.
    func shelf(for caller: HTTPCaller) async throws -> Shelf {
        if let shelf = shelves[caller] { return shelf }
        let asked = generation
        let shelf = Shelf(try await backend.registry(caller).listTools(for: Caller(principal: caller.principal)))
        guard asked == generation else { return shelf }
        if shelves.count >= Self.maximumShelves { shelves = [:] }
        shelves[caller] = shelf
        return shelf
    }

    /// What is offered has changed.
    func clear() {
        generation += 1
        shelves = [:]
    }
}
