import JSONRPC
import Locking

/// Prompts that live in this process, in the order in which they were added.
final class PromptBox: Sendable {
    private let prompts = Locked<[ServerPrompt]>([])
    private let changes: Broadcast<ServerChange>

    init(changes: Broadcast<ServerChange>) {
        self.changes = changes
    }

    func add(_ prompt: ServerPrompt) {
        prompts.withLock { prompts in
            prompts.removeAll { $0.prompt.name == prompt.prompt.name }
            prompts.append(prompt)
        }
        changes.send(.promptList)
    }

    func remove(_ name: String) {
        let hasChanged = prompts.withLock { prompts in
            let count = prompts.count
            prompts.removeAll { $0.prompt.name == name }
            return prompts.count < count
        }
        if hasChanged { changes.send(.promptList) }
    }

    var all: [ServerPrompt] { prompts.withLock { $0 } }

    func get(
        _ name: String, arguments: [String: String], context: RequestContext
    ) async throws -> Outcome<GetPromptResult> {
        let prompt = try find(name)
        let missing = (prompt.prompt.arguments ?? []).filter { $0.required == true && arguments[$0.name] == nil }
        guard missing.isEmpty else {
            let names = missing.map(\.name).joined(separator: ", ")
            throw RPCError.invalidParams("Prompt \(name) needs the arguments: \(names)")
        }
        return try await Outcome { try await prompt.handler(arguments, context) }
    }

    func find(_ name: String) throws(RPCError) -> ServerPrompt {
        guard let prompt = all.first(where: { $0.prompt.name == name }) else {
            throw .invalidParams("Unknown prompt: \(name)")
        }
        return prompt
    }
}
