import JSONRPC
import MCP
import NIOCore
import Testing

@testable import MCPHub

/// What the simulation has found, each in as few lines as show it.
@Suite struct RoutingFaultTests {
    static let legacy = ProtocolVersion.v2025_11_25
    static let questions =
        #""result":{"resultType":"input_required","inputRequests":{"q":{"method":"elicitation/create","params":"#
        + #"{"message":"?","requestedSchema":{"type":"object","properties":{}}}}}}"#

    @Test func `a question of a cancelled call does not reach the principal that calls next`() throws {
        var stage = try Stage(["a": Self.legacy])
        stage.greet(1, principal: "p")
        stage.greet(2, principal: "q")
        stage.call(1, id: 1, "a")
        stage.cancel(1, id: 1)
        stage.call(2, id: 1, "a")
        _ = stage.take()
        stage.ask("a", id: 1, "whose?")
        let said = stage.take()
        #expect(said.lines(to: "agent 2").isEmpty)
        #expect(said.lines(to: "a", with: "error").count == 1)
    }

    @Test(arguments: [true, false])
    func `a call that is given up while its agent is asked is over`(isGone: Bool) throws {
        var stage = try Stage(["a": .latest])
        stage.greet(1)
        stage.call(1, id: 1, "a")
        let number = try #require(stage.take().lines(to: "a").last?.firstMatch(of: /"id":(\d+)/)?.1)
        stage.child("a", #"{"jsonrpc":"2.0","id":\#(number),\#(Self.questions)}"#)
        #expect(stage.take().lines(to: "agent 1", with: "elicitation/create").count == 1)
        if isGone { stage.tell { $0.agentDisconnected(AgentID(number: 1), at: $1) } } else { stage.cancel(1, id: 1) }
        let said = stage.take()
        #expect(said.lines(to: "a", with: "tools/call").isEmpty)
        #expect(said.lines(to: "agent 1", with: "result").isEmpty)
        #expect(stage.core.calls.isEmpty && stage.core.questions.isEmpty)
    }

    @Test func `the waiting calls of an agent that leaves are not sent`() throws {
        var stage = try Stage(["a": Self.legacy]) { $0.limits.concurrentCallsPerServer = 1 }
        stage.greet(1)
        stage.call(1, id: 1, "a")
        stage.call(1, id: 2, "a")
        _ = stage.take()
        stage.tell { $0.agentDisconnected(AgentID(number: 1), at: $1) }
        #expect(stage.take().lines(to: "a", with: "tools/call").isEmpty)
    }

    @Test func `a child cannot ask a modern agent in the middle of a completion`() throws {
        var stage = try Stage(["a": Self.legacy])
        stage.connect(1)
        stage.agent(
            1,
            #"{"jsonrpc":"2.0","id":1,"method":"completion/complete","params":{"ref":{"type":"ref/prompt","#
                + #""name":"a__p"},"argument":{"name":"x","value":""},\#(Stage.meta)}}"#)
        _ = stage.take()
        stage.ask("a", id: 1, "?")
        stage.pass(.seconds(1))
        #expect(stage.take().lines(to: "agent 1").isEmpty)
    }

    @Test func `the call of a server that was just removed is answered`() throws {
        var stage = try Stage(["a": Self.legacy])
        stage.greet(1)
        stage.tell { $0.configure(HubConfiguration(settings: $0.configuration.settings), at: $1) }
        stage.call(1, id: 1, "a")
        #expect(stage.take().lines(to: "agent 1", with: "not configured").count == 1)
    }

    @Test func `a list that is not answered is given up, and its end is not looked for all the time`() throws {
        var stage = try Stage(["a": Self.legacy])
        stage.child("a", #"{"jsonrpc":"2.0","method":"notifications/tools/list_changed"}"#)
        var count = 0
        for _ in 0..<100 where stage.core.alarm.map({ $0 < .seconds(20) }) ?? false {
            stage.pass((stage.core.alarm ?? stage.now) - stage.now)
            count += 1
        }
        #expect(count < 10)
        _ = stage.take()
        stage.pass(.seconds(40))
        #expect(!stage.take().lines(to: "a", with: "notifications/cancelled").isEmpty)
    }

    @Test func `a log goes by the level that its agent has now`() throws {
        var stage = try Stage(["a": Self.legacy])
        stage.greet(1)
        stage.call(1, id: 1, "a")
        stage.agent(1, #"{"jsonrpc":"2.0","id":2,"method":"logging/setLevel","params":{"level":"error"}}"#)
        _ = stage.take()
        stage.child("a", #"{"jsonrpc":"2.0","method":"notifications/message","params":{"level":"info","data":1}}"#)
        #expect(stage.take().isEmpty)
    }

    @Test(arguments: ["p", "q"])
    func `a log of a modern child goes to the only call of a principal that wants one`(other: String) throws {
        var stage = try Stage(["a": .latest])
        stage.connect(2, principal: other)
        stage.call(2, id: 1, "a", isModern: true)
        stage.greet(1, principal: "p")
        stage.agent(1, #"{"jsonrpc":"2.0","id":2,"method":"logging/setLevel","params":{"level":"info"}}"#)
        stage.call(1, id: 1, "a")
        _ = stage.take()
        stage.child("a", #"{"jsonrpc":"2.0","method":"notifications/message","params":{"level":"info","data":1}}"#)
        let said = stage.take()
        #expect(said.lines(to: "agent 1").count == (other == "p" ? 1 : 0))
        #expect(said.lines(to: "agent 2").isEmpty)
    }

    @Test(arguments: [true, false])
    func `only who was asked to visit a page is told that it is done`(isAsked: Bool) throws {
        var stage = try Stage(["a": Self.legacy])
        stage.greet(1)
        stage.call(1, id: 1, "a")
        if isAsked {
            stage.child(
                "a",
                #"{"jsonrpc":"2.0","id":1,"method":"elicitation/create","params":{"mode":"url","message":"?","#
                    + #""url":"https://x.test","elicitationId":"e"}}"#)
            stage.agent(1, #"{"jsonrpc":"2.0","id":1,"result":{"action":"accept"}}"#)
        }
        _ = stage.take()
        stage.child(
            "a", #"{"jsonrpc":"2.0","method":"notifications/elicitation/complete","params":{"elicitationId":"e"}}"#)
        #expect(stage.take().lines(to: "agent 1").count == (isAsked ? 1 : 0))
    }

    @Test func `what agents watch is watched at a server that is started anew`() throws {
        var stage = try Stage(["a": Self.legacy])
        stage.greet(1)
        stage.agent(1, #"{"jsonrpc":"2.0","id":1,"method":"resources/subscribe","params":{"uri":"r://a"}}"#)
        #expect(stage.take().lines(to: "a", with: "resources/subscribe").count == 1)
        stage.tell {
            let servers = [Stage.configuration("a", argument: "other")]
            $0.configure(HubConfiguration(settings: $0.configuration.settings, servers: servers), at: $1)
        }
        stage.start("a", Self.legacy)
        #expect(stage.take().lines(to: "a", with: "resources/subscribe").count == 1)
    }

    @Test func `a state is not used up by a hub that is busy`() throws {
        var stage = try Stage(["a": .latest]) { $0.limits.concurrentCalls = 1 }
        stage.connect(1)
        stage.call(1, id: 1, "a", isModern: true)
        let number = try #require(stage.take().lines(to: "a").last?.firstMatch(of: /"id":(\d+)/)?.1)
        let result = Self.questions.replacing(#""resultType""#, with: #""requestState":"s","resultType""#)
        stage.child("a", #"{"jsonrpc":"2.0","id":\#(number),\#(result)}"#)
        let more = #","requestState":"\#(stage.take().state)","inputResponses":{"q":{"action":"decline"}}"#
        stage.call(1, id: 2, "a", isModern: true)
        stage.call(1, id: 3, "a", isModern: true, more: more)
        #expect(stage.take().lines(to: "agent 1", with: "-31003").count == 1)
        stage.cancel(1, id: 2)
        stage.call(1, id: 4, "a", isModern: true, more: more)
        stage.call(1, id: 5, "a", isModern: true, more: more)
        let said = stage.take()
        #expect(said.lines(to: "a", with: #""requestState":"s""#).count == 1)
        #expect(said.lines(to: "agent 1", with: "used before").count == 1)
    }

    @Test func `all states that were used are forgotten when they expire`() throws {
        var stage = try Stage(["a": .latest]) { $0.limits.parkedCallLifetime = .seconds(10) }
        stage.connect(1)
        for id in 1...3 {
            stage.pass(.seconds(1))
            stage.call(1, id: id, "a", isModern: true)
            let number = try #require(stage.take().lines(to: "a").last?.firstMatch(of: /"id":(\d+)/)?.1)
            stage.child(
                "a", #"{"jsonrpc":"2.0","id":\#(number),"result":{"resultType":"input_required","requestState":"s"}}"#)
            stage.call(1, id: id + 10, "a", isModern: true, more: #","requestState":"\#(stage.take().state)""#)
        }
        #expect(stage.core.spentStates.count == 3)
        stage.pass(.seconds(30))
        #expect(stage.core.spentStates.isEmpty)
    }

    @Test func `a server is not blamed for the time that people take`() throws {
        var stage = try Stage(["a": .latest], hub: { $0.limits.parkedCallLifetime = .seconds(10) }) {
            $0.callTimeout = nil
        }
        stage.greet(1)
        stage.call(1, id: 1, "a")
        let number = try #require(stage.take().lines(to: "a").last?.firstMatch(of: /"id":(\d+)/)?.1)
        stage.child("a", #"{"jsonrpc":"2.0","id":\#(number),\#(Self.questions)}"#)
        _ = stage.take()
        stage.pass(.seconds(11))
        #expect(stage.take().lines(to: "agent 1", with: "asked something that nobody answered in time").count == 1)
    }

    @Test func `a server has the time it may take also after people have answered`() throws {
        var stage = try Stage(["a": .latest], hub: { $0.limits.parkedCallLifetime = .seconds(10) }) {
            $0.callTimeout = nil
        }
        stage.greet(1)
        stage.call(1, id: 1, "a")
        let number = try #require(stage.take().lines(to: "a").last?.firstMatch(of: /"id":(\d+)/)?.1)
        stage.child("a", #"{"jsonrpc":"2.0","id":\#(number),\#(Self.questions)}"#)
        stage.agent(1, #"{"jsonrpc":"2.0","id":1,"result":{"action":"accept"}}"#)
        _ = stage.take()
        stage.pass(.seconds(100))
        #expect(stage.take().lines(to: "agent 1").isEmpty)
    }

    @Test func `a process that is being ended is asked nothing`() throws {
        var stage = try Stage(["a": Self.legacy])
        stage.greet(1)
        stage.tell {
            let servers = [Stage.configuration("b") { $0.startTimeout = .seconds(1) }]
            $0.configure(HubConfiguration(settings: $0.configuration.settings, servers: servers), at: $1)
        }
        let launched = try #require(stage.core.connections.keys.max())
        stage.tell { $0.childLaunched(launched, at: $1) }
        stage.pass(.milliseconds(1_100))
        _ = stage.take()
        stage.pass(.seconds(3))
        #expect(stage.core.connections[launched]?.isEnding == true)
        #expect(!stage.take().contains { $0.contains("initialize") })
    }
}

/// More of them, about questions that do not say which call they belong to.
@Suite struct QuestionOwnerTests {
    /// Two calls of one agent that shakes hands, and a question of one of them.
    private func stage() throws -> Stage {
        var stage = try Stage(["a": RoutingFaultTests.legacy])
        stage.greet(1)
        for id in 1...2 { stage.call(1, id: id, "a") }
        stage.ask("a", id: 7, "whose?")
        #expect(stage.take().lines(to: "agent 1", with: "whose?").count == 1)
        return stage
    }

    private let answer = #"{"jsonrpc":"2.0","id":1,"result":{"action":"accept","content":{}}}"#

    @Test(arguments: [true, false])
    func `a question outlives the call that ends first, because it may be of the other`(isCancelled: Bool) throws {
        var stage = try stage()
        let newest = try #require(stage.core.calls.values.max { $0.id < $1.id })
        guard case .open(_, let number) = newest.state else { throw Violation("the call was not sent") }
        if isCancelled {
            stage.cancel(1, id: 2)
        } else {
            stage.child("a", #"{"jsonrpc":"2.0","id":\#(number),"result":{"content":[]}}"#)
        }
        #expect(stage.take().filter { $0.contains("action") || $0.contains(#""requestId":1"#) }.isEmpty)
        stage.agent(1, answer)
        #expect(stage.take().lines(to: "a", with: #""id":7,"result":{"action":"accept""#).count == 1)
    }

    @Test func `a question is taken back when the last call is over that it may be of`() throws {
        var stage = try stage()
        for id in 1...2 { stage.cancel(1, id: id) }
        let said = stage.take()
        #expect(said.lines(to: "agent 1", with: "notifications/cancelled").count == 1)
        #expect(said.lines(to: "a", with: #""action":"cancel""#).count == 1)
        #expect(stage.core.questions.isEmpty)
    }

    @Test func `a question is not handed to a call that its server was sent later`() throws {
        var stage = try Stage(["a": RoutingFaultTests.legacy])
        stage.greet(1)
        stage.call(1, id: 1, "a")
        stage.ask("a", id: 7, "whose?")
        stage.call(1, id: 2, "a")
        _ = stage.take()
        stage.cancel(1, id: 1)
        let said = stage.take()
        #expect(said.lines(to: "agent 1", with: "notifications/cancelled").count == 1)
        #expect(said.lines(to: "a", with: #""action":"cancel""#).count == 1)
        #expect(stage.core.questions.isEmpty)
    }
}

/// More of them, about calls that wait with answers in hand.
@Suite struct HeldAnswerTests {
    /// Two calls of agent 1 whose questions it has been given, the second of which has its answer in hand and waits
    /// behind the first; a third call waits for a place.
    private func stage() throws -> Stage {
        var stage = try Stage(["a": RoutingFaultTests.legacy]) { $0.limits.concurrentCallsPerServer = 2 }
        stage.connect(1)
        for id in 1...2 {
            stage.call(1, id: id, "a", isModern: true)
            stage.ask("a", id: id, "whose?")
            stage.pass(.milliseconds(10))
        }
        let states = stage.take().lines(to: "agent 1", with: "requestState").map { [$0].state }
        try #require(states.count == 2)
        stage.call(1, id: 9, "a", isModern: true)
        for (id, state) in zip(4..., states) {
            let answer = #","requestState":"\#(state)","inputResponses":{"question-1":{"action":"decline"}}"#
            stage.call(1, id: id, "a", isModern: true, more: answer)
        }
        return stage
    }

    @Test func `an answer in hand reaches the child before a call that still waits for a place`() throws {
        var stage = try stage()
        let sent = stage.take().lines(to: "a")
        #expect(sent.lines(to: "a", with: "decline").count == 1)
        #expect(sent.lines(to: "a", with: "tools/call").isEmpty)
        stage.finishFirstCall("a")
        let next = stage.take().lines(to: "a")
        let answer = next.firstIndex { $0.contains("decline") }
        let call = next.firstIndex { $0.contains("tools/call") }
        #expect(try #require(answer) < call ?? .max)
    }

    @Test func `nothing is sent for an agent that leaves with answers in hand`() throws {
        var stage = try stage()
        _ = stage.take()
        stage.tell { $0.agentDisconnected(AgentID(number: 1), at: $1) }
        #expect(stage.take().lines(to: "a", with: "tools/call").isEmpty)
    }

    @Test func `nothing is sent for calls that wait behind an answer in hand when the hub ends`() throws {
        var stage = try Stage(["a": RoutingFaultTests.legacy]) { $0.limits.concurrentCallsPerServer = 2 }
        stage.connect(1)
        stage.call(1, id: 1, "a", isModern: true)
        stage.ask("a", id: 1, "whose?")
        stage.pass(.milliseconds(10))
        let state = stage.take().state
        stage.greet(2)
        stage.call(2, id: 1, "a")
        let answer = #","requestState":"\#(state)","inputResponses":{"question-1":{"action":"decline"}}"#
        stage.call(1, id: 2, "a", isModern: true, more: answer)
        stage.call(2, id: 2, "a")
        #expect(stage.take().lines(to: "a").count == 1)
        stage.tell { $0.stop(at: $1) }
        let said = stage.take()
        #expect(said.lines(to: "a", with: "tools/call").isEmpty)
        #expect(said.lines(to: "agent 1", with: "the hub ends").count == 1)
        #expect(said.lines(to: "agent 2", with: "the hub ends").count == 2)
    }
}
