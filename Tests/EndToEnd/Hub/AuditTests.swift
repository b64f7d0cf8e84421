import Foundation
import MCP
import Testing

/// The record of calls.
@Suite struct AuditTests {
    /// Calls a few tools and returns what was recorded.
    private func record(redact: Bool) async throws -> (lines: [JSONValue], text: String) {
        let folder = try TemporaryFolder()
        let audit: JSONValue = ["path": "audit.jsonl", "redact": .bool(redact)]
        let child = ScriptedChild.legacy().with(["restart": ["policy": "never"]])
        try await HubTrial.run([child], hub: ["audit": audit], in: folder) { trial async throws in
            try await trial.agent.call("one__echo", ["text": "a secret of mine"])
            try await trial.agent.call("one__fail", ["text": "no luck"])
            let asked = try await trial.agent.ask("one__ask_form")
            _ = try await trial.agent.retry("one__ask_form", state: asked.state, [asked.key: Reply.name("Ada Byron")])
            try await trial.agent.call("one__crash")
        }
        let attributes = try FileManager.default.attributesOfItem(atPath: folder.file("audit.jsonl"))
        #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
        let text = folder.read("audit.jsonl") ?? ""
        return (try text.split(separator: "\n").map { try JSONValue(parsing: String($0)) }, text)
    }

    @Test func `every call is a line, and the values of its arguments stay out`() async throws {
        let (lines, text) = try await record(redact: true)
        let called = lines.filter { $0.description.contains("one__") }
        #expect(called.count >= 4, "\(text)")
        #expect(called.contains { $0["tool"] == "one__echo" && $0["server"] == "one" }, "\(text)")
        #expect(Set(called.compactMap { $0["outcome"]?.description }).count >= 3, "\(text)")
        for secret in ["a secret of mine", "no luck", "Ada Byron"] { #expect(!text.contains(secret), "\(text)") }
    }

    @Test func `values are recorded when that is asked for`() async throws {
        let (_, text) = try await record(redact: false)
        #expect(text.contains("a secret of mine"))
    }
}
