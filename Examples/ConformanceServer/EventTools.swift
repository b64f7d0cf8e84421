import MCP

/// Tools that tell something before they answer.
extension Server {
    func addEventTools() throws {
        try addTestTool("test_tool_with_progress", "Reports progress three times.") { _, context in
            for step in [0.0, 50, 100] { await context.progress(step, total: 100) }
            return .text("Progress was reported.")
        }
        try addTestTool("test_tool_with_logging", "Logs three messages.") { _, context in
            for message in ["Tool execution started", "Tool processing data", "Tool execution completed"] {
                await context.log(.info, .string(message), logger: "conformance")
            }
            return .text("Messages were logged.")
        }
        try addTestTool("test_logging_tool", "Logs a message.") { _, context in
            await context.log(.info, "A message for those who want it", logger: "conformance")
            return .text("Logged.")
        }
        try addTestTool("test_reconnection", "Reports progress, and answers a while later.") { _, context in
            await context.progress(1, total: 2)
            try await Task.sleep(for: .milliseconds(300))
            return .text("Reconnection test completed.")
        }
    }
}
