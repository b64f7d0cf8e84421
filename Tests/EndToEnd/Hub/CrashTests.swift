import Foundation
import MCP
import Testing

/// Children that end when they should not.
@Suite struct CrashTests {
    /// Ways to end in the middle of a call, and what the error has to tell of it.
    static let ends: [(tool: String, cause: [String])] = [
        ("crash", killed), ("crash_mid_line", ended), ("leave", ended), ("fork_and_leave", ended),
    ]
    // The end of its output may be seen before the end of its process.
    static let killed = ["signal", "kill", "closed its standard output"]
    static let ended = ["exit", "status", "ended", "closed its standard output"]

    @Test(arguments: IdentityTests.manners, Array(0..<4))
    func `a call whose child ends is answered with an error that names the child and the cause`(
        manner: ScriptedAgent.Manner, end: Int
    ) async throws {
        let children = [ScriptedChild.legacy().with(SubscriptionTests.quickly), .modern("two")]
        try await HubTrial.run(children, as: manner) { trial async throws in
            let other = trial.agent.start("two__gate")
            try await trial.log("two").untilCalled("gate")
            let (tool, cause) = Self.ends[end]
            let answer = try await trial.agent.call("one__\(tool)")
            Self.expect(answer, toName: "one", cause)
            try await SubscriptionTests.untilBack(trial)
            #expect(trial.log().calls(tool).count == 1, "a call is never made again by itself")
            try await trial.agent.call("two__open_gate")
            #expect(try await trial.agent.answer(to: other).text == "through gate")
            #expect(trial.log("two").starts().count == 1)
        }
    }

    /// Either an error with a code of the hub's own or a result that says so.
    static func expect(_ answer: Answer, toName child: String, _ causes: [String]) {
        let trouble = answer.trouble ?? ""
        #expect(trouble.contains(child), "\(answer)")
        let words = trouble.lowercased()
        #expect(causes.contains { words.contains($0) }, "\(answer)")
        if let code = answer.code { #expect(!(-32768...(-32000)).contains(code), "\(answer)") }
    }

    @Test func `a child that is killed from outside takes its own calls with it and no others`() async throws {
        try await HubTrial.run([.legacy().with(SubscriptionTests.quickly), .legacy("two")]) { trial async throws in
            let lost = (0..<20).map { _ in trial.agent.start("one__hang") }
            let kept = trial.agent.start("two__gate")
            try await trial.log("one").untilCalled("hang", times: 20)
            try await trial.log("two").untilCalled("gate")
            kill(try #require(trial.log("one").starts().first), SIGKILL)
            for id in lost {
                Self.expect(try await trial.agent.answer(to: id), toName: "one", Self.killed)
            }
            try await trial.agent.call("two__open_gate")
            #expect(try await trial.agent.answer(to: kept).text == "through gate")
        }
    }

    @Test func `a question whose child has ended cannot be answered any more, and the agent is told why`()
        async throws
    {
        try await HubTrial.run([.legacy().with(SubscriptionTests.quickly)]) { trial async throws in
            let asked = try await trial.agent.ask("one__ask_form")
            kill(try #require(trial.log().starts().first), SIGKILL)
            try await SubscriptionTests.untilBack(trial)
            let late = try await trial.agent.retry(
                "one__ask_form", state: asked.state, [asked.key: Reply.name("Ada")])
            #expect(late.trouble != nil, "\(late)")
            #expect(trial.log().calls("ask_form").count == 1)
        }
    }

    @Test func `a child that ends at its start is given up with its last words, and others do not mind`()
        async throws
    {
        let dead = ScriptedChild.legacy("dead", "--die").unawaited().with(["restart": ["policy": "never"]])
        try await HubTrial.run([dead, .legacy()], hub: ["tools": ["hub_status"]]) { trial async throws in
            let status = try await Self.status(trial, of: "dead", is: "failed")
            #expect("\(status)".contains("cannot open the database"), "\(status)")
            let answer = try await trial.agent.call("dead__echo")
            #expect(answer.trouble != nil)
            #expect(try await trial.agent.call("one__echo", ["text": "on"]).text == "on")
        }
    }

    @Test func `a child that ends at its start is tried as often as it may be, and no more`() async throws {
        let restart: JSONObject = ["restart": ["initialDelay": "1ms", "maximumDelay": "2ms", "maximumAttempts": 3]]
        let dead = ScriptedChild.legacy("dead", "--die").unawaited().with(restart).with(["era": "legacy"])
        try await HubTrial.run([dead], hub: ["tools": ["hub_status"]]) { trial async throws in
            _ = try await Self.status(trial, of: "dead", is: "failed")
            #expect(trial.log("dead").starts().count == 4)
        }
    }

    /// Waits until a child is in a state.
    static func status(_ trial: HubTrial, of child: String, is state: String) async throws -> JSONValue {
        do {
            return try await Patience.find("\(child) to be \(state)") { () async throws -> JSONValue? in
                let answer = try await trial.agent.call("hub_status")
                let servers = answer.result?["structuredContent"]?["servers"]?.array ?? []
                return servers.first { $0["name"] == .string(child) && $0["state"] == .string(state) }
            }
        } catch {
            throw trial.agent.failure("\(error)")
        }
    }

    @Test func `a child that leaves without an error rests until it is needed`() async throws {
        try await HubTrial.run([.legacy()], hub: ["tools": ["hub_status"]]) { trial async throws in
            #expect(try await trial.agent.call("one__leave").trouble != nil)
            _ = try await Self.status(trial, of: "one", is: "dormant")
            #expect(trial.log().starts().count == 1)
            #expect(try await trial.agent.toolNames().contains("one__echo"))
            #expect(try await trial.agent.call("one__echo", ["text": "awake"]).text == "awake")
            #expect(trial.log().starts().count == 2)
        }
    }

    @Test func `a child that has nothing to do is stopped, and started again when it is called`() async throws {
        let child = ScriptedChild.legacy().with(["idleStop": "300ms"])
        try await HubTrial.run([child], hub: ["tools": ["hub_status"]]) { trial async throws in
            _ = try await Self.status(trial, of: "one", is: "dormant")
            try await trial.log().until("its end") { $0.events("end of input").count == 1 }
            #expect(try await trial.agent.call("one__echo", ["text": "awake"]).text == "awake")
            #expect(trial.log().starts().count == 2)
        }
    }

    @Test func `a call under way keeps a child from being stopped`() async throws {
        try await HubTrial.run([.legacy().with(["idleStop": "100ms"]), .legacy("two").with(["idleStop": "300ms"])]) {
            trial async throws in
            let call = trial.agent.start("one__gate", ["file": .string(trial.folder.file("open"))])
            try await trial.log("one").untilCalled("gate")
            // The other one is idle for longer than the first may be.
            try await trial.log("two").until("its end") { $0.events("end of input").count == 1 }
            try trial.folder.write("", to: "open")
            #expect(try await trial.agent.answer(to: call).text == "through gate")
        }
    }

    @Test func `a lazy child is started by its first call`() async throws {
        let folder = try TemporaryFolder()
        try await HubTrial.run([.legacy()], in: folder) { _ async throws in }
        let lazy = ScriptedChild.legacy().with(["start": "lazy"]).unawaited()
        try await HubTrial.run([lazy], hub: ["tools": ["hub_status"]], in: folder) { trial async throws in
            _ = try await Self.status(trial, of: "one", is: "dormant")
            #expect(try await trial.agent.toolNames().contains("one__echo"))
            #expect(trial.log().starts().count == 1)
            #expect(try await trial.agent.call("one__echo", ["text": "awake"]).text == "awake")
            #expect(trial.log().starts().count == 2)
        }
    }
}
