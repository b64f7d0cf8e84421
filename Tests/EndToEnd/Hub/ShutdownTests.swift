import Foundation
import MCP
import Testing

/// How it all ends: whoever goes first, nothing is left running. Each trial looks for that itself.
@Suite struct ShutdownTests {
    static let stubborn = ScriptedChild.legacy("stubborn", "--stubborn", "--fork")

    @Test func `when the agent goes in the middle of calls, the children go too`() async throws {
        try await HubTrial.run([.legacy(), .modern("two")]) { trial async throws in
            trial.agent.start("one__hang")
            trial.agent.start("two__gate")
            try await trial.log("one").untilCalled("hang")
            try await trial.log("two").untilCalled("gate")
        }
    }

    @Test func `a child that ignores every request to end, and what it has started, is ended by force`() async throws {
        try await HubTrial.run([Self.stubborn]) { trial async throws in
            #expect(trial.log("stubborn").events("fork").count == 1)
        }
    }

    @Test func `what a child leaves behind is ended when the child is`() async throws {
        try await HubTrial.run([.legacy().with(SubscriptionTests.quickly)]) { trial async throws in
            let answer = try await trial.agent.call("one__fork_and_leave")
            CrashTests.expect(answer, toName: "one", CrashTests.ended)
            let survivor = try #require(trial.log().events("fork").first?["pid"]?.integer)
            try await Patience.until("its end") { ProcessTable.entry(Int32(survivor)) == nil }
            try await SubscriptionTests.untilBack(trial)
        }
    }

    @Test(arguments: [SIGTERM, SIGINT])
    func `a hub that is asked to end does so with all it has started`(signal: Int32) async throws {
        try await HubTrial.run([.legacy(), Self.stubborn]) { trial async throws in
            let family = ProcessTable.descendants(of: trial.agent.process.id)
            #expect(family.count >= 3)
            trial.agent.process.send(signal: signal)
            #expect(await trial.agent.process.exit.wait { $0 } == .code(0), "\(trial.complaints)")
            try await ProcessTable.waitForEnd(of: family)
        }
    }

    @Test func `when the hub is killed, nothing that it has started goes on`() async throws {
        try await HubTrial.run([.legacy(), .modern("two"), Self.stubborn]) { trial async throws in
            trial.agent.start("one__hang")
            try await trial.log("one").untilCalled("hang")
            let family = ProcessTable.descendants(of: trial.agent.process.id)
            #expect(family.count >= 4)
            trial.agent.process.send(signal: SIGKILL)
            #expect(await trial.agent.process.exit.wait { $0 } == .signal(SIGKILL))
            try await ProcessTable.waitForEnd(of: family)
        }
    }

    @Test func `an agent that goes at once leaves nothing behind`() async throws {
        try await HubTrial.run([ScriptedChild.legacy("one", "--start-when", "/nonexistent").unawaited()]) {
            _ async throws in
        }
    }

    @Test func `requests that came before the end of the input are answered`() async throws {
        try await HubTrial.run([.legacy()]) { trial async throws in
            let ids = (0..<50).map { trial.agent.start("one__echo", ["text": .string("\($0)")]) }
            trial.agent.process.closeInput()
            for (number, id) in ids.enumerated() {
                #expect(try await trial.agent.answer(to: id).text == "\(number)")
            }
        }
    }

    @Test func `an agent that does not read keeps the hub from nothing but itself`() async throws {
        try await HubTrial.run([.legacy()]) { trial async throws in
            for _ in 0..<40 { trial.agent.start("one__long_line", ["bytes": 1_000_000]) }
            trial.agent.process.send(signal: SIGTERM)
            #expect(await trial.agent.process.exit.wait { $0 } != nil)
        }
    }
}
