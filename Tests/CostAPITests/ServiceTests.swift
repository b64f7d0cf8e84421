import HTTPServing
import HTTPTypes
import JSONRPC
import MCP
import Testing

@testable import CostAPI

/// What the API does with calls and their ends.
@Suite struct ServiceTests {
    @Test func `a route works from the day its tool is registered`() async throws {
        let trial = APITrial()
        let following = Task { await trial.service.run() }
        defer { following.cancel() }
        let before = try await trial.ask(.get, "/api/analysis/insights")
        #expect(before.status == 501)
        #expect(before.json["tool"] == "list_insights")
        try trial.add("list_insights")
        while try await trial.ask(.get, "/api/analysis/insights").status != 200 { await Task.yield() }
    }

    @Test func `an answer is kept for as long as the data is the same, for one caller`() async throws {
        var trial = APITrial()
        let calls = try trial.add("cost_summary", ["top": ["type": "integer"]])
        for _ in 0..<3 { _ = try await trial.ask(.get, "/api/cost/summary?top=1") }
        #expect(calls.count == 1)
        _ = try await trial.ask(.get, "/api/cost/summary?top=2")
        trial.version.move()
        _ = try await trial.ask(.get, "/api/cost/summary?top=1")
        #expect(calls.count == 3)
        for caller in [HTTPCaller(principal: "bob"), HTTPCaller(principal: "ada", departments: ["Sales"])] {
            trial.caller = caller
            _ = try await trial.ask(.get, "/api/cost/summary?top=1")
        }
        #expect(calls.count == 5)
    }

    @Test(arguments: [
        (APIRole.viewer, 200, 403, 403), (.analyst, 200, 200, 403), (.admin, 200, 200, 200),
    ])
    func `a role allows what it should`(role: APIRole, read: Int, ask: Int, write: Int) async throws {
        var trial = APITrial(role: .viewer)
        for (name, readOnly) in [("cost_summary", true), ("forecast_costs", true), ("delete_budget", false)] {
            try trial.add(name, ["id": ["type": "string"]], readOnly: readOnly)
        }
        try trial.add("other", readOnly: false)
        trial.caller?.scopes = ["something", role.rawValue]
        #expect(try await trial.ask(.get, "/api/cost/summary").status == read)
        #expect(try await trial.ask(.post, "/api/analysis/forecast", [:]).status == ask)
        #expect(try await trial.ask(.delete, "/api/cost/budgets/1").status == write)
        #expect(try await trial.ask(.post, "/api/tools/delete_budget", [:]).status == write)
        #expect(try await trial.ask(.post, "/api/tools/other", [:]).status == ask)
    }

    @Test func `a caller without a role is what the configuration makes it`() async throws {
        let trial = APITrial(role: .viewer)
        try trial.add("delete_budget", ["id": ["type": "string"]])
        #expect(try await trial.ask(.delete, "/api/cost/budgets/1").status == 403)
    }

    static let faults: [(error: RPCError, status: Int)] = [
        (RPCError(code: -31_001, message: "gone"), 502), (RPCError(code: -31_002, message: "slow"), 504),
        (RPCError(code: -31_003, message: "busy"), 503), (RPCError(code: -31_005, message: "away"), 503),
        (RPCError(code: -31_004, message: "no"), 403),
        (.invalidParams("bad"), 400), (.internalError("oh"), 502), (RPCError(code: 7, message: "own"), 502),
    ]

    @Test(arguments: faults)
    func `an error of a call has its status`(error: RPCError, status: Int) async throws {
        let trial = APITrial()
        trial.tools.add(try ServerTool("cost_summary") { _, _ in throw error })
        let answer = try await trial.ask(.get, "/api/cost/summary")
        #expect(answer.status == status)
        #expect(answer.json["detail"] == .string(error.message))
        #expect(answer.json["requestId"] == "r1")
    }

    @Test func `a tool that takes too long is given up`() async throws {
        let trial = APITrial { $0.callTime = .milliseconds(10) }
        trial.tools.add(
            try ServerTool("cost_summary") { _, _ in
                try await Task.sleep(for: .seconds(3_600))
                return .text("")
            })
        #expect(try await trial.ask(.get, "/api/cost/summary").status == 504)
    }

    @Test func `a write with a key is done once, and a failed one again`() async throws {
        let trial = APITrial()
        let calls = try trial.add("upsert_budget", ["name": ["type": "string"]], readOnly: false)
        let key = ["Idempotency-Key": "k"]
        let first = try await trial.ask(.post, "/api/cost/budgets", ["name": "a"], fields: key)
        let again = try await trial.ask(.post, "/api/cost/budgets", ["name": "a"], fields: key)
        #expect(first.status == 201 && again.json == first.json && calls.count == 1)
        #expect(try await trial.ask(.post, "/api/cost/budgets", ["name": "b"], fields: key).status == 422)
        _ = try await trial.ask(.post, "/api/cost/budgets", ["name": "a"])
        #expect(calls.count == 2)
    }

    @Test func `a question waits for its answer, which only its caller can give, once`() async throws {
        var trial = APITrial()
        trial.tools.add(
            try ServerTool("cost_summary") { _, context in
                let schema = ElicitRequestedSchema(properties: [:])
                let answer = try context.elicit("sure", message: "Sure?", schema: schema)
                return .text(answer.action.rawValue)
            })
        let question = try await trial.ask(.get, "/api/cost/summary")
        #expect(question.status == 409)
        let resume = try #require(question.json["resume"]?.string)
        let answers: JSONValue = ["answers": ["sure": ["action": "accept", "content": [:]]]]
        trial.caller?.principal = "eve"
        #expect(try await trial.ask(.post, resume, answers).status == 404)
        trial.caller?.principal = "ada"
        #expect(try await trial.ask(.post, resume, answers).json["content"]?[0]?["text"] == "accept")
        #expect(try await trial.ask(.post, resume, answers).status == 404)
    }

    @Test func `nobody sees the jobs of somebody else`() async throws {
        var trial = APITrial()
        try trial.add("cost_summary")
        let answer = try await trial.ask(.get, "/api/cost/summary", fields: ["Prefer": "respond-async"])
        #expect(answer.status == 202)
        let path = try #require(answer.answer.fields[.location])
        trial.caller?.principal = "eve"
        #expect(try await trial.ask(.get, path).status == 404)
        #expect(try await trial.ask(.post, path + "/cancel").status == 404)
        #expect(try await trial.ask(.get, "/api/jobs").json["jobs"] == [])
    }

    @Test func `the description of the API knows the arguments of the tools that there are`() async throws {
        let trial = APITrial()
        try trial.add("cost_summary", ["top": ["type": ["integer", "null"]]])
        let document = try await trial.ask(.get, "/openapi.json").json
        let operation = try #require(document["paths"]?["/api/cost/summary"]?["get"])
        let top = operation["parameters"]?.array?.first { $0["name"] == "top" }
        #expect(top?["schema"] == ["type": "integer"])
        #expect(document["paths"]?["/api/alerts/{id}/snooze"]?["post"]?["x-tool"] == "snooze_alert")
    }
}
