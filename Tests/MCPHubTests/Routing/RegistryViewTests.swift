import JSONRPC
import MCP
import NIOCore
import Testing

@testable import MCPHub

/// What agents see that may not see everything, or ask for one server alone.
@Suite struct RegistryViewTests {
    static let onlyA = ToolAccess(grants: [.init(servers: ["a"])])

    private func stage(_ identity: AgentIdentity) throws -> Stage {
        var stage = try Stage(["a": .latest, "b": .latest])
        stage.tell { $0.agentConnected(AgentID(number: 1), identity, at: $1) }
        return stage
    }

    private func list(_ stage: inout Stage) -> String {
        stage.agent(1, #"{"jsonrpc":"2.0","id":9,"method":"tools/list","params":{\#(Stage.meta)}}"#)
        return stage.take().lines(to: "agent 1").last ?? ""
    }

    @Test func `an agent sees only the tools of servers that it may use`() throws {
        var stage = try stage(AgentIdentity(principal: "p", access: Self.onlyA))
        let listed = list(&stage)
        #expect(listed.contains(#""a__t""#) && !listed.contains(#""b__t""#))
        #expect(listed.contains(#""cacheScope":"private""#))
    }

    @Test func `a tool that an agent may not use is refused although its name is known`() throws {
        var stage = try stage(AgentIdentity(principal: "p", access: Self.onlyA))
        stage.call(1, id: 1, "b", isModern: true)
        let said = stage.take()
        #expect(said.lines(to: "b", with: "tools/call").isEmpty)
        #expect(said.lines(to: "agent 1", with: "\(HubFailure.forbidden.rawValue)").count == 1)
        stage.call(1, id: 2, "a", isModern: true)
        #expect(stage.take().lines(to: "a", with: "tools/call").count == 1)
    }

    @Test func `patterns for tools are checked when they are called and when they are listed`() throws {
        let access = ToolAccess(grants: [ToolAccess.Grant(tools: ["*"]).limited(to: ["a__*"])])
        var stage = try stage(AgentIdentity(principal: "p", access: access))
        let listed = list(&stage)
        #expect(listed.contains(#""a__t""#) && !listed.contains(#""b__t""#))
        stage.call(1, id: 1, "b", isModern: true)
        #expect(stage.take().lines(to: "b", with: "tools/call").isEmpty)
    }

    @Test func `an agent that asks for one server sees it alone and without a prefix`() throws {
        var stage = try stage(AgentIdentity(principal: "p", server: "a"))
        let listed = list(&stage)
        #expect(listed.contains(#""name":"t""#) && !listed.contains("__"))
        stage.agent(
            1, #"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"t",\#(Stage.meta)}}"#)
        #expect(stage.take().lines(to: "a", with: #""name":"t""#).count == 1)
        stage.call(1, id: 2, "b", isModern: true)
        #expect(stage.take().lines(to: "agent 1", with: "-32602").count == 1)
    }

    @Test func `a change is told only to agents that see what has changed`() throws {
        var stage = try stage(AgentIdentity(principal: "p", access: Self.onlyA))
        stage.tell { $0.agentConnected(AgentID(number: 2), AgentIdentity(principal: "q"), at: $1) }
        for agent in [1, 2] {
            stage.agent(
                agent,
                #"{"jsonrpc":"2.0","id":1,"method":"subscriptions/listen","params":{"notifications":"#
                    + #"{"toolsListChanged":true},\#(Stage.meta)}}"#)
        }
        _ = list(&stage)
        let whole = stage.core.snapshot
        let catalogs = whole.catalogs.values.filter { $0.child == "a" }
        let smaller = RegistrySnapshot(
            version: whole.version + 1, catalogs: Array(catalogs), rules: ExposureRules(stage.core.configuration))
        stage.tell { $0.merged(smaller, at: $1) }
        let said = stage.take()
        #expect(said.lines(to: "agent 1", with: "list_changed").isEmpty)
        #expect(said.lines(to: "agent 2", with: "list_changed").count == 1)
    }
}
