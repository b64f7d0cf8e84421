import HTTPServing
import HTTPTypes
import JSONRPC
import MCP

/// One call of a tool, and for whom it is made.
struct ToolCall: Sendable {
    var form: ToolCallForm
    var arguments: JSONObject
    var caller: HTTPCaller
    /// What was answered to the questions of the attempt before.
    var answers: [String: InputResponse] = [:]
    /// What came with those questions.
    var state: JSONValue?
}

/// What a tool has answered.
struct ToolAnswer: Sendable {
    let json: JSONValue

    init(_ result: CallToolResult) {
        json = result.structuredContent ?? ["content": .array(result.content.map(\.json))]
    }

    /// Where the next page begins.
    var nextCursor: String? { json["nextCursor"]?.string }
}

/// Calls tools and tells by problems why there is no result.
struct ToolCalls: Sendable {
    let backend: APIBackend
    let table: RouteTable
    let resumes: ResumeTable

    /// Tells how far a call is.
    typealias Report = @Sendable (_ done: JSONNumber, _ total: JSONNumber?, _ message: String?) async -> Void

    /// Makes a call.
    ///
    /// - Throws: ``Problem``; `CancellationError`.
    func answer(
        to call: ToolCall, within time: Duration, report: @escaping Report = { _, _, _ in }
    ) async throws -> ToolAnswer {
        let outcome: Outcome<CallToolResult>
        do {
            outcome = try await withDeadline(time) { try await self.result(of: call, report) }
        } catch let error as RPCError {
            throw Problem(error, tool: call.form.name)
        } catch is DeadlineExceeded {
            throw Self.tooLate(call.form.name, time)
        } catch let failure as DecodingFailure {
            throw Problem(.badGateway, "The tool's answer cannot be read: \(failure)")
        }
        switch outcome {
        case .complete(let result):
            guard result.isError != true else {
                throw Problem(
                    refusal: result.words, of: call.form, isOurs: !table.routes(of: call.form.name).isEmpty)
            }
            return ToolAnswer(result)
        case .inputRequired(let questions):
            let id = resumes.keep(call, state: questions.state)
            throw Problem(questions: questions.requests, resume: "/api/resume/\(id)", tool: call.form.name)
        }
    }

    private func result(of call: ToolCall, _ report: @escaping Report) async throws -> Outcome<CallToolResult> {
        let caller = Caller(
            capabilities: ClientCapabilities(elicitation: .formAndURL),
            clientInfo: Implementation(name: "mcphub-api", version: "1"), principal: call.caller.principal)
        let context = RequestContext(caller: caller, answers: call.answers, state: call.state) { event in
            if case .progress(let done, let total, let message) = event { await report(done, total, message) }
        }
        return try await backend.registry(call.caller)
            .callTool(call.form.name, arguments: call.arguments, context: context)
    }

    private static func tooLate(_ tool: String, _ time: Duration) -> Problem {
        var problem = Problem(
            .gatewayTimeout,
            "The tool has not answered within \(time.components.seconds) s. Ask for a job: Prefer: respond-async.")
        problem.members["tool"] = .string(tool)
        return problem
    }
}

extension CallToolResult {
    /// What it says in words.
    var words: String {
        content.compactMap { if case .text(let text) = $0 { text.text } else { nil } }.joined(separator: "\n")
    }
}
