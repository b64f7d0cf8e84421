import Foundation
import MCP
import TestPacing
import Testing

/// The scripted child and the scripted agent on each other, without a hub between them: what the tests of the hub rest on.
@Suite struct ScriptedPeersTests {
    /// An agent on a child of its own.
    private func with(
        _ child: ScriptedChild, as manner: ScriptedAgent.Manner,
        _ body: (ScriptedAgent, ChildLog) async throws -> Void
    ) async throws {
        try await Turnstile.hubs.pass {
            let folder = try TemporaryFolder()
            let agent = try ScriptedAgent(
                child.command(in: folder), environment: folder.environment, errors: folder.file("err"), manner: manner)
            try await agent.connect()
            try await body(agent, child.log(in: folder))
            agent.process.closeInput()
            #expect(await agent.process.exit.wait { $0 } != nil)
            try await ProcessTable.waitForEnd(of: ProcessTable.marked(folder.marker))
        }
    }

    @Test func `a modern agent answers the questions of a modern child in two rounds`() async throws {
        try await with(.modern(), as: .modern) { agent, log in
            let first = try await agent.call("ask_twice")
            #expect(first.isInputRequired)
            let second = try await agent.retry(
                "ask_twice", state: first.state, [first.key: Reply.name("Ada")] as JSONValue)
            let colour = Reply.accept(["colour": "green"])
            let last = try await agent.retry("ask_twice", state: second.state, [second.key: colour])
            #expect(last.text == "accept: Ada; accept: green")
            #expect(log.calls("ask_twice").count == 3)
            #expect(try await agent.retry("ask_twice", state: "forged", [:]).code == -32602)
        }
    }

    @Test func `a legacy agent answers two questions that a legacy child asks at once`() async throws {
        try await with(.legacy(), as: .handshake) { agent, log in
            let call = agent.start("ask_two_at_once")
            agent.reply(to: try await agent.question(2), Reply.accept(["colour": "green"]))
            agent.reply(to: try await agent.question(1), Reply.decline)
            #expect(try await agent.answer(to: call).text == "decline; accept: green")
            #expect(log.calls("ask_two_at_once").count == 1)
            #expect(log.answers().count == 2)
        }
    }

    @Test func `a cancelled call of a gate is not answered, and one that is not goes through`() async throws {
        try await with(.legacy(), as: .handshake) { agent, log in
            let given = agent.start("gate", ["name": "a"])
            let kept = agent.start("gate", ["name": "b"])
            agent.cancel(given)
            try await log.until("the cancellation") { $0.events("cancelled").count == 1 }
            try await agent.call("open_gate", ["name": "b"])
            #expect(try await agent.answer(to: kept).text == "through b")
            try await agent.barrier()
            #expect(agent.answers(to: given).isEmpty)
        }
    }

    @Test func `a subscription of a modern child is acknowledged first and hears what it asked for`() async throws {
        try await with(.modern(), as: .modern) { agent, _ in
            let listen = agent.send(
                "subscriptions/listen", ["notifications": ["resourceSubscriptions": ["scripted://static"]]])
            _ = try await agent.notification("notifications/subscriptions/acknowledged")
            try await agent.call("add_tool", ["name": "more"])
            try await agent.call("touch", ["uri": "scripted://static"])
            let update = try await agent.notification("notifications/resources/updated")
            #expect(update["params"]?["_meta"]?["io.modelcontextprotocol/subscriptionId"] == listen)
            #expect(agent.notifications("notifications/tools/list_changed").isEmpty)
        }
    }

    @Test func `pages end at the cursor that is empty, and what was forked outlives its parent`() async throws {
        try await with(.legacy("one", "--pages", "3", "--empty-cursor", "--fork"), as: .handshake) { agent, log in
            let all = try await agent.toolNames()
            #expect(Set(all).count == all.count)
            #expect(all.contains("echo") && all.contains("flood_stderr"))
            let fork = try #require(log.events("fork").first?["pid"]?.integer)
            let survivor = try #require(ProcessTable.entry(Int32(fork)))
            try await agent.call("echo", ["text": "still here"])
            #expect(ProcessTable.isRunning(survivor))
            kill(survivor.id, SIGKILL)
        }
    }
}
