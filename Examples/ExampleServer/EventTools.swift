import Locking
import MCP

/// Tools that report on the way, that can be cancelled, and that change what the server offers.
extension Server {
    func addEventTools() throws {
        try addTool(
            "countdown", description: "Counts down, reporting progress.",
            inputSchema: .schema(["from": ["type": "integer", "minimum": 1, "maximum": 10_000]])
        ) { arguments, context in
            let total: Int = try arguments.required("from")
            for step in 1...total { await context.progress(Double(step), total: Double(total)) }
            return .text("liftoff")
        }
        try addTool(
            "log", description: "Sends a log message.",
            inputSchema: .schema([
                "level": ["type": "string", "enum": .array(LoggingLevel.allCases.map(\.json))],
                "message": ["type": "string"],
            ])
        ) { arguments, context in
            await context.log(try arguments.required("level"), try arguments.required("message"), logger: "example")
            return .text("logged")
        }
        try addWaiting()
        try addGrowing()
    }

    private func addWaiting() throws {
        let cancellations = Counter()
        try addTool("wait", description: "Waits until it is cancelled.") { _, _ in
            do { while true { try await Task.sleep(for: .seconds(3600)) } } catch {
                cancellations.increment()
                throw error
            }
        }
        try addTool(
            "cancellations", description: "Counts how many calls of wait were cancelled.",
            outputSchema: .schema(["count": ["type": "integer"]])
        ) { _, _ in
            .structured(["count": .number(JSONNumber(cancellations.value))])
        }
    }

    private func addGrowing() throws {
        try addTool("grow", description: "Adds a tool named extra.") { [weak self] _, _ in
            try self?.addTool("extra", description: "Was added by grow.") { _, _ in .text("extra") }
            return .text("grown")
        }
    }
}

/// A number that is counted up from several tasks.
final class Counter: Sendable {
    private let count = Locked(0)

    var value: Int { count.withLock { $0 } }

    func increment() { count.withLock { $0 += 1 } }
}
