import Foundation
import Locking
import MCP
import Testing

/// An agent that says exactly what a test wants, in either era, and keeps all that it hears.
final class ScriptedAgent: Sendable {
    /// How it speaks.
    enum Manner: Hashable, Sendable, CustomTestStringConvertible {
        case modern
        /// With a handshake that asks for this revision.
        case legacy(String)

        static let handshake = Manner.legacy("2025-11-25")

        var testDescription: String {
            switch self {
            case .modern: "modern agent"
            case .legacy(let version): "agent of \(version)"
            }
        }
    }

    /// The capabilities of an agent that can be asked everything.
    static let everything: JSONObject = [
        "elicitation": ["form": [:], "url": [:]], "sampling": ["tools": [:]], "roots": [:],
    ]

    let process: PipedProcess
    let manner: Manner
    let capabilities: JSONObject
    private let lastID = Locked(100)
    private let errors: String

    /// Launches what the agent speaks to.
    ///
    /// - Parameter errors: the file for its standard error, which failures quote.
    init(
        _ command: [String], environment: [String: String], errors: String, manner: Manner = .modern,
        capabilities: JSONObject = everything
    ) throws {
        process = try PipedProcess(command, environment: environment, errors: errors)
        self.manner = manner
        self.capabilities = capabilities
        self.errors = errors
    }

    /// Everything heard so far.
    var heard: [JSONValue] { process.output.now.messages }

    /// Shakes hands, where that is the manner.
    func connect() async throws {
        guard case .legacy(let version) = manner else { return }
        let answer = try await request(
            "initialize",
            [
                "protocolVersion": .string(version), "capabilities": .object(capabilities),
                "clientInfo": ["name": "scripted", "version": "1.0"],
            ])
        guard answer.result?["protocolVersion"]?.string == version else { throw failure("handshake: \(answer)") }
        notify("notifications/initialized")
    }

    /// Why a test cannot go on, with all that was heard and what was said on standard error.
    func failure(_ reason: String) -> TrialFailure {
        let output = process.output.now
        let messages = output.messages.suffix(12).map { String($0.description.prefix(800)) } + output.noise.suffix(10)
        let complaints = (try? String(contentsOfFile: errors, encoding: .utf8)) ?? ""
        let heard = messages.joined(separator: "\n")
        return TrialFailure(
            "\(reason)\nheard \(output.messages.count) messages, the last of them:\n\(heard)\n"
                + "exit: \(String(describing: process.exit.now)), standard error:\n\(complaints.suffix(4000))")
    }
}

// What the agent says.
extension ScriptedAgent {
    /// Sends a request and does not wait for the answer.
    ///
    /// - Returns: its id.
    @discardableResult
    func send(
        _ method: String, _ params: JSONObject = [:], id: JSONValue? = nil, meta: JSONObject = [:],
        capabilities: JSONObject? = nil
    ) -> JSONValue {
        let id = id ?? .number(JSONNumber(nextID()))
        var params = params
        if let meta = wholeMeta(meta, capabilities) { params["_meta"] = .object(meta) }
        write(["jsonrpc": "2.0", "id": id, "method": .string(method), "params": .object(params)])
        return id
    }

    func notify(_ method: String, _ params: JSONObject = [:]) {
        write(["jsonrpc": "2.0", "method": .string(method), "params": .object(params)])
    }

    /// Answers a request of the other side.
    func reply(to request: JSONValue, _ result: JSONValue) {
        write(["jsonrpc": "2.0", "id": request["id"] ?? nil, "result": result])
    }

    /// Answers a request of the other side with an error.
    func refuse(_ request: JSONValue, code: Int, message: String) {
        let error: JSONValue = ["code": .number(JSONNumber(code)), "message": .string(message)]
        write(["jsonrpc": "2.0", "id": request["id"] ?? nil, "error": error])
    }

    func cancel(_ id: JSONValue) { notify("notifications/cancelled", ["requestId": id, "reason": "no longer wanted"]) }

    func write(_ message: JSONValue) { process.write(line: message.serialized) }

    private func nextID() -> Int {
        lastID.withLock {
            $0 += 1
            return $0
        }
    }

    private func wholeMeta(_ own: JSONObject, _ capabilities: JSONObject?) -> JSONObject? {
        guard manner == .modern else { return own.isEmpty ? nil : own }
        var meta: JSONObject = [
            "io.modelcontextprotocol/protocolVersion": "2026-07-28",
            "io.modelcontextprotocol/clientCapabilities": .object(capabilities ?? self.capabilities),
            "io.modelcontextprotocol/clientInfo": ["name": "scripted", "version": "1.0"],
        ]
        for member in own { meta[member.key] = member.value }
        return meta
    }
}

// What the agent waits for.
extension ScriptedAgent {
    /// The first message from `start` on that is wanted.
    func message(
        _ what: String, from start: Int = 0, seconds: Double = Patience.seconds,
        where isWanted: @escaping @Sendable (JSONValue) -> Bool
    ) async throws -> JSONValue {
        enum News { case message(JSONValue), end }
        let news: News? = await process.output.wait(seconds: seconds) { output in
            if let found = output.messages.dropFirst(start).first(where: isWanted) { return .message(found) }
            return output.isEnded ? .end : nil
        }
        switch news {
        case .message(let message): return message
        case .end: throw failure("\(what) did not come before the end")
        case nil: throw failure("\(what) did not come")
        }
    }

    func answer(to id: JSONValue, seconds: Double = Patience.seconds) async throws -> Answer {
        let found = try await message("the answer to \(id)", seconds: seconds) { $0["method"] == nil && $0["id"] == id }
        return Answer(message: found)
    }

    /// Sends a request and waits for its answer.
    func request(
        _ method: String, _ params: JSONObject = [:], id: JSONValue? = nil, meta: JSONObject = [:],
        capabilities: JSONObject? = nil
    ) async throws -> Answer {
        try await answer(to: send(method, params, id: id, meta: meta, capabilities: capabilities))
    }

    /// The question number `number` that a request of the other side has asked, counted from 1.
    func question(_ number: Int = 1) async throws -> JSONValue {
        let found: [JSONValue]? = await process.output.wait { output in
            let questions = output.messages.filter(Self.isQuestion)
            return questions.count < number && !output.isEnded ? nil : questions
        }
        guard let found, found.count >= number else { throw failure("question \(number) did not come") }
        return found[number - 1]
    }

    /// All questions that requests of the other side have asked.
    var questions: [JSONValue] { heard.filter(Self.isQuestion) }

    func notifications(_ method: String) -> [JSONValue] {
        heard.filter { $0["method"] == .string(method) && $0["id"] == nil }
    }

    func notification(_ method: String, from start: Int = 0) async throws -> JSONValue {
        try await message(method, from: start) { $0["method"] == .string(method) && $0["id"] == nil }
    }

    func answers(to id: JSONValue) -> [JSONValue] { heard.filter { $0["method"] == nil && $0["id"] == id } }

    /// One round trip: what was on its way from the other side when it began has come when it ends.
    func barrier() async throws {
        _ = try await request(manner == .modern ? "server/discover" : "ping")
    }

    private static func isQuestion(_ message: JSONValue) -> Bool {
        let methods: [JSONValue] = ["elicitation/create", "sampling/createMessage", "roots/list"]
        return message["id"] != nil && methods.contains { $0 == message["method"] }
    }
}

// Calls of tools.
extension ScriptedAgent {
    @discardableResult
    func call(
        _ tool: String, _ arguments: JSONObject = [:], id: JSONValue? = nil, meta: JSONObject = [:],
        capabilities: JSONObject? = nil
    ) async throws -> Answer {
        try await answer(to: start(tool, arguments, id: id, meta: meta, capabilities: capabilities))
    }

    /// Calls a tool and does not wait for the answer.
    @discardableResult
    func start(
        _ tool: String, _ arguments: JSONObject = [:], id: JSONValue? = nil, meta: JSONObject = [:],
        capabilities: JSONObject? = nil
    ) -> JSONValue {
        send(
            "tools/call", ["name": .string(tool), "arguments": .object(arguments)], id: id, meta: meta,
            capabilities: capabilities)
    }

    /// Calls a tool that asks.
    func ask(
        _ tool: String, _ arguments: JSONObject = [:], meta: JSONObject = [:], capabilities: JSONObject? = nil
    ) async throws -> Answer {
        let asked = try await call(tool, arguments, meta: meta, capabilities: capabilities)
        guard asked.isInputRequired, asked.state != nil else { throw failure("no question: \(asked)") }
        return asked
    }

    /// Calls a tool again with answers to what an earlier call has asked.
    func retry(
        _ tool: String, _ arguments: JSONObject = [:], state: String?, _ responses: JSONValue? = nil,
        meta: JSONObject = [:]
    ) async throws -> Answer {
        var params: JSONObject = ["name": .string(tool), "arguments": .object(arguments)]
        params["requestState"] = state.map(JSONValue.string)
        params["inputResponses"] = responses
        return try await request("tools/call", params, meta: meta)
    }

    /// Everything of a list, over all its pages.
    func list(_ kind: String, _ member: String) async throws -> [JSONValue] {
        var entries: [JSONValue] = []
        var params: JSONObject = [:]
        for _ in 0..<1000 {
            let answer = try await request("\(kind)/list", params)
            guard let page = answer.result?[member]?.array else { throw failure("no list: \(answer)") }
            entries += page
            guard let cursor = answer.result?["nextCursor"] else { return entries }
            params["cursor"] = cursor
        }
        throw failure("the list has no end")
    }

    func toolNames() async throws -> [String] { try await list("tools", "tools").compactMap { $0["name"]?.string } }
}
