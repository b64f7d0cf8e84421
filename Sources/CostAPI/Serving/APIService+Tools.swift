import Backplane
import HTTPServing
import HTTPTypes
import JSONRPC
import Jobs
import MCP
import NIOCore

/// Routes that tools answer.
extension APIService {
    /// Answers a request for a tool.
    func answer(
        _ request: APIRequest, _ route: APIRoute, _ form: ToolCallForm, _ parameters: [String: String]
    ) async throws -> APIAnswer {
        let caller = try Self.caller(of: request)
        let tool = try await tool(form.name, for: caller)
        let query = try QueryItems(parsing: request.query?[...])
        let hasBody = request.method != .get && request.method != .head
        let body = hasBody ? try await request.object(limit: options.bodyBytes) : [:]
        let arguments = ToolArguments(form: form, tool: tool.tool).object(path: parameters, query: query, body: body)
        try Self.check(arguments, tool)
        let call = ToolCall(form: form, arguments: arguments, caller: caller)
        if form.isJob || request.prefersJob { return try await submit(call, request) }
        guard let key = request.fields[.named("Idempotency-Key")], form.writes else {
            return try await plainAnswer(to: call, request, route.success, query)
        }
        guard (1...255).contains(key.utf8.count) else {
            throw Problem.badRequest("An Idempotency-Key has 1 to 255 bytes.")
        }
        let name = IdempotencyTable.Key(
            principal: caller.principal, method: request.method.rawValue, path: request.path, key: key)
        return try await repeats.answer(name, arguments) { [self] in
            try await plainAnswer(to: call, request, route.success, query)
        }
    }

    /// Makes a call, or takes the answer that is kept, and writes it down.
    private func plainAnswer(
        to call: ToolCall, _ request: APIRequest, _ status: HTTPResponse.Status, _ query: QueryItems
    ) async throws -> APIAnswer {
        let written = try await written(call)
        var answer = APIAnswer(status, json: written.json)
        if let cursor = written.nextCursor, request.method == .get || request.method == .head {
            answer.fields[.named("Link")] = "<\(request.path)?\(query.setting("cursor", to: cursor))>; rel=\"next\""
        }
        return answer
    }

    /// The answer to a call, written down, from memory where the data is still the same.
    func written(_ call: ToolCall) async throws -> WrittenAnswer {
        guard call.form.isKept, let version = await backend.dataVersion() else {
            return WrittenAnswer(try await calls.answer(to: call, within: options.callTime))
        }
        let (calls, time) = (calls, options.callTime)
        let kept = try await cache.value(of: Self.cacheKey(call), at: version) {
            WrittenAnswer(try await calls.answer(to: call, within: time)).bytes
        }
        return WrittenAnswer(bytes: kept)
    }

    /// What an answer depends on besides the data: the question, and what the caller may see.
    private static func cacheKey(_ call: ToolCall) -> String {
        let caller = call.caller
        let scope: JSONValue = [
            "tool": .string(call.form.name), "principal": .string(caller.principal),
            "scopes": .array(caller.scopes.sorted().map(JSONValue.string)),
            "tools": caller.tools.map { .array($0.map(JSONValue.string)) } ?? .null,
            "departments": caller.departments.map { .array($0.sorted().map(JSONValue.string)) } ?? .null,
            "arguments": JSONValue.object(call.arguments).sorted,
        ]
        return scope.description
    }

    /// The tool of a name.
    ///
    /// - Throws: ``Problem`` 501 when nobody offers it, 403 when the caller may not use it.
    func tool(_ name: String, for caller: HTTPCaller) async throws -> ShelvedTool {
        if let tool = try await shelf.shelf(for: caller)[name] { return tool }
        guard await backend.offers(name) else { throw Problem.notRegistered(name) }
        throw Problem(.forbidden, "Your credentials do not allow the tool '\(name)'.")
    }

    /// Refuses arguments that the schema of the tool does not allow.
    static func check(_ arguments: JSONObject, _ tool: ShelvedTool) throws(Problem) {
        do throws(JSONSchemaFailure) { try tool.schema?.validate(.object(arguments)) } catch {
            throw Problem(error, tool: tool.tool.name)
        }
    }

    static func caller(of request: APIRequest) throws(Problem) -> HTTPCaller {
        guard let caller = request.caller else { throw Problem(.unauthorized, "Credentials are needed.") }
        return caller
    }

    /// Makes a job of a call.
    func submit(_ call: ToolCall, _ request: APIRequest) async throws -> APIAnswer {
        let (calls, time) = (calls, options.jobTime)
        let job: Job
        do {
            job = try await jobs.submit(tool: call.form.name, for: call.caller.principal) { report in
                do {
                    return try await calls.answer(to: call, within: time) { done, total, message in
                        await report(JobProgress(done: done, total: total, message: message))
                    }.json
                } catch let problem as Problem {
                    throw JobFailure(problem: problem.json(path: request.path, id: request.id))
                }
            }
        } catch let full as JobQueueFull {
            var problem = Problem(.tooManyRequests, "\(full.limit) jobs wait already.")
            problem.fields[.retryAfter] = "10"
            throw problem
        }
        var answer = APIAnswer(.object(job.summary), .accepted)
        answer.fields[.location] = "/api/jobs/\(job.id)"
        answer.fields[.named("Preference-Applied")] = request.prefersJob ? "respond-async" : nil
        return answer
    }
}
