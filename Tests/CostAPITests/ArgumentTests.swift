import HTTPTypes
import JSONRPC
import Testing

@testable import CostAPI

/// How text becomes the arguments of a tool.
@Suite struct ArgumentTests {
    private static let properties: JSONObject = [
        "period": ["type": ["string", "null"]], "limit": ["type": ["integer", "null"]],
        "threshold": ["type": "number"], "deep": ["type": "boolean"],
        "department": ["anyOf": [["type": "string"], ["type": "array", "items": ["type": "string"]]]],
        "keys": ["type": "array", "items": ["type": "string"]],
        "counts": ["type": "array", "items": ["type": "integer"]],
        "filters": ["type": ["object", "null"]], "text": ["type": "string"],
    ]

    static let cases: [(query: String, arguments: JSONValue)] = [
        ("", [:]), ("period=30d", ["period": "30d"]), ("timeframe=30d", ["period": "30d"]),
        ("limit=5", ["limit": 5]), ("threshold=2.50", ["threshold": 2.5]), ("deep=true", ["deep": true]),
        ("text=5", ["text": "5"]), ("text=a+b%20c", ["text": "a b c"]), ("text=", ["text": ""]),
        ("department=A", ["department": "A"]), ("department=A,B", ["department": ["A", "B"]]),
        ("department=A&department=B", ["department": ["A", "B"]]),
        ("department=[\"R, D\"]", ["department": ["R, D"]]), ("keys=env", ["keys": ["env"]]),
        ("service=Storage", ["filters": ["service": ["Storage"]]]),
        ("service=A,B&region=x", ["filters": ["service": ["A", "B"], "region": ["x"]]]),
        ("tag.env=prod", ["filters": ["tag:env": ["prod"]]]),
        ("filters={\"region\":\"x\"}&tag.env=prod", ["filters": ["region": "x", "tag:env": ["prod"]]]),
    ]

    @Test(arguments: cases)
    func `a query is read as the schema wants it`(query: String, arguments: JSONValue) async throws {
        let trial = APITrial()
        try trial.add("cost_query", Self.properties)
        let answer = try await trial.ask(.get, "/api/cost/data?\(query)")
        #expect(answer.status == 200, "\(answer.json)")
        #expect(answer.arguments == arguments)
    }

    @Test(arguments: [
        ("limit=many", "/limit"), ("threshold=x", "/threshold"), ("deep=maybe", "/deep"), ("colour=red", "/colour"),
        ("filters=x", "/filters"), ("limit=1&limit=2", "/limit"),
    ])
    func `each field that does not fit is named`(query: String, pointer: String) async throws {
        let trial = APITrial()
        let calls = try trial.add("cost_query", Self.properties)
        let answer = try await trial.ask(.get, "/api/cost/data?\(query)")
        #expect(answer.status == 400)
        #expect(answer.json["errors"]?.array?.first?["pointer"] == .string(pointer), "\(answer.json)")
        #expect(calls.count == 0)
    }

    @Test func `the path goes before the body`() async throws {
        let trial = APITrial()
        try trial.add("upsert_budget", ["id": ["type": "string"], "name": ["type": "string"]])
        let answer = try await trial.ask(.put, "/api/cost/budgets/b%201", ["id": "other", "name": "n"])
        #expect(answer.arguments == ["id": "b 1", "name": "n"])
    }
}
