import Locking
import MCP

/// Tools that change what is listed: each call replaces one entry by the next.
extension Server {
    func addChangingLists() throws {
        let tools = Counter()
        try addTestTool("test_trigger_tool_change", "Changes the list of tools.") { [weak self] _, _ in
            let number = tools.next()
            try self?.addTestTool("test_dynamic_tool_\(number)", "Was added later.") { _, _ in .text("added") }
            self?.removeTool("test_dynamic_tool_\(number - 1)")
            return .text("The tools have changed.")
        }
        let prompts = Counter()
        try addTestTool("test_trigger_prompt_change", "Changes the list of prompts.") { [weak self] _, _ in
            let number = prompts.next()
            let prompt = Prompt(name: "test_dynamic_prompt_\(number)", description: "Was added later.")
            self?.addPrompt(ServerPrompt(prompt) { _, _ in GetPromptResult(messages: []) })
            self?.removePrompt("test_dynamic_prompt_\(number - 1)")
            return .text("The prompts have changed.")
        }
    }
}

/// Counts up from 1, for several tasks.
private final class Counter: Sendable {
    private let count = Locked(0)

    func next() -> Int {
        count.withLock { count in
            count += 1
            return count
        }
    }
}
