import HTTPServing
import HTTPTypes
import Hummingbird
import JSONRPC
import MCP
import NIOCore
import Synchronization

@testable import CostAPI

/// An API in front of scripted tools.
struct APITrial: Sendable {
    let tools = ToolBox()
    let service: APIService
    let version: Version
    var caller: HTTPCaller? = HTTPCaller(principal: "ada")

    /// The version of the data, which a test moves.
    final class Version: Sendable {
        private let number = Atomic<Int>(1)
        var text: String { String(number.load(ordering: .sequentiallyConsistent)) }
        func move() { number.add(1, ordering: .sequentiallyConsistent) }
    }

    init(role: APIRole = .admin, adjust: (inout APIOptions) -> Void = { _ in }) {
        let (tools, version) = (tools, Version())
        self.version = version
        var backend = APIBackend(
            registry: { _ in tools }, offers: { name in tools.listTools(for: Caller()).contains { $0.name == name } },
            changes: { tools.toolListChanges() })
        backend.dataVersion = { version.text }
        var options = APIOptions(version: "1", standardRole: role, asksForCredentials: false) { 1_000 }
        adjust(&options)
        service = APIService(backend, options)
    }

    /// Adds a tool that tells its arguments.
    @discardableResult
    func add(
        _ name: String, _ properties: JSONObject = [:], required: [String] = [], readOnly: Bool = true
    ) throws -> Calls {
        let calls = Calls()
        let schema: JSONObject = [
            "type": "object", "properties": .object(properties), "additionalProperties": false,
            "required": .array(required.map(JSONValue.string)),
        ]
        let annotations = ToolAnnotations(readOnlyHint: readOnly)
        tools.add(
            try ServerTool(name, inputSchema: schema, annotations: annotations) { arguments, _ in
                let number = calls.add()
                return CallToolResult(
                    content: [],
                    structuredContent: ["arguments": .object(arguments), "call": .number(JSONNumber(number))])
            })
        return calls
    }

    /// How often a tool was called.
    final class Calls: Sendable {
        private let number = Atomic<Int>(0)
        var count: Int { number.load(ordering: .sequentiallyConsistent) }
        func add() -> Int { number.add(1, ordering: .sequentiallyConsistent).newValue }
    }

    /// Asks.
    func ask(
        _ method: HTTPRequest.Method, _ target: String, _ body: JSONValue? = nil, fields: [String: String] = [:]
    ) async throws -> Answer {
        var all = HTTPFields()
        for (name, value) in fields { all[.named(name)] = value }
        if body != nil, all[.contentType] == nil { all[.contentType] = "application/json" }
        let bytes = ByteBuffer(bytes: body?.serialized ?? [])
        let request = APIRequest(
            method, target, fields: all, caller: caller, id: "r1", body: RequestBody(buffer: bytes))
        let answer = await service.answer(request)
        guard case .bytes(let written) = answer.body else { return Answer(answer: answer, json: .null) }
        let json = written.readableBytes == 0 ? .null : try JSONValue(parsing: written)
        return Answer(answer: answer, json: json)
    }

    struct Answer {
        let answer: APIAnswer
        let json: JSONValue
        var status: Int { answer.status.code }
        /// What reached the tool.
        var arguments: JSONValue { json["arguments"] ?? .null }
    }
}
