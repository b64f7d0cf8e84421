import HTTPServing
import HTTPTypes
import JSONRPC
import Jobs
import MCP
import NIOCore

/// Routes that the API answers itself.
extension APIService {
    /// Answers a request that is for no single tool.
    func answer(
        _ request: APIRequest, _ route: APIRoute, _ action: OwnAction, _ parameters: [String: String]
    ) async throws -> APIAnswer {
        if case .documentation = action { return DocumentationPage.answer }
        let caller = try Self.caller(of: request)
        let id = parameters["id"] ?? ""
        switch action {
        case .listTools: return try await listTools(request, caller)
        case .describeTool: return try await describeTool(parameters["name"] ?? "", caller)
        case .callTool: return try await callTool(parameters["name"] ?? "", request, caller)
        case .resume: return try await resume(id, request, caller)
        case .listJobs:
            let own = try await jobs.jobs(of: caller.principal, limit: 200)
            return APIAnswer(["jobs": .array(own.map { .object($0.summary) })])
        case .showJob: return APIAnswer(try Self.found(await jobs.job(id, of: caller.principal)).json)
        case .cancelJob: return APIAnswer(try Self.found(await jobs.cancel(id, of: caller.principal)).json)
        case .dashboard(let part): return try await dashboard(part, request, caller)
        case .importCosts: return try await importCosts(request, route, caller)
        case .openAPI:
            let tools = try await shelf.shelf(for: caller)
            return APIAnswer(OpenAPIDocument(table: table, shelf: tools, options: options).json)
        case .ticket:
            let ticket = tickets.issue(to: caller)
            return APIAnswer(["ticket": .string(ticket), "expiresInSeconds": 30], .created)
        case .events: return try await events(request, caller)
        case .documentation: return DocumentationPage.answer
        }
    }

    private static func found(_ job: Job?) throws(Problem) -> Job {
        guard let job else { throw Problem(.notFound, "You have no job of this id; jobs are kept for a day.") }
        return job
    }

    // MARK: Tools

    private func listTools(_ request: APIRequest, _ caller: HTTPCaller) async throws -> APIAnswer {
        let query = try QueryItems(parsing: request.query?[...])
        let all = try await shelf.shelf(for: caller).tools
        let limit = try Self.count(query, "limit", 100, 1...1_000)
        let start = try Self.count(query, "cursor", 0, 0...max(0, all.count))
        let page = all[start..<min(all.count, start + limit)]
        var object: JSONObject = ["tools": .array(page.map { .object(listing($0.tool)) })]
        var answer: APIAnswer
        if page.endIndex < all.count {
            object["nextCursor"] = .string(String(page.endIndex))
            answer = APIAnswer(.object(object))
            answer.fields[.named("Link")] =
                "<\(request.path)?\(query.setting("cursor", to: String(page.endIndex)))>; rel=\"next\""
        } else {
            answer = APIAnswer(.object(object))
        }
        return answer
    }

    private static func count(
        _ query: QueryItems, _ name: String, _ standard: Int, _ range: ClosedRange<Int>
    ) throws(Problem) -> Int {
        guard let text = query[name].last else { return standard }
        guard let count = Int(text), range.contains(count) else {
            var problem = Problem.badRequest(
                "\(name) has to be a number from \(range.lowerBound) to \(range.upperBound).")
            problem.errors = [
                JSONSchemaViolation(pointer: "/\(name)", keyword: "", message: "expected a number in this range")
            ]
            throw problem
        }
        return count
    }

    private func listing(_ tool: Tool) -> JSONObject {
        var object: JSONObject = ["name": .string(tool.name)]
        object["title"] = (tool.title ?? tool.annotations?.title).map(JSONValue.string)
        object["description"] = tool.description.map(JSONValue.string)
        object["readOnly"] = .bool(tool.annotations?.isReadOnly ?? false)
        object["href"] = .string("/api/tools/" + PercentCoding.encode(tool.name))
        let routes = table.routes(of: tool.name).map { "\($0.method.rawValue) \($0.path.text)" }
        if !routes.isEmpty { object["routes"] = .array(routes.map(JSONValue.string)) }
        return object
    }

    private func describeTool(_ name: String, _ caller: HTTPCaller) async throws -> APIAnswer {
        guard let tool = try await shelf.shelf(for: caller)[name]?.tool else { throw Self.noTool(name) }
        var object = listing(tool)
        object["inputSchema"] = .object(tool.inputSchema)
        object["outputSchema"] = tool.outputSchema.map(JSONValue.object)
        object["annotations"] = tool.annotations?.json
        return APIAnswer(.object(object))
    }

    private static func noTool(_ name: String) -> Problem {
        Problem(.notFound, "There is no tool '\(name.prefix(200))' for you; GET /api/tools lists those there are.")
    }

    private func callTool(_ name: String, _ request: APIRequest, _ caller: HTTPCaller) async throws -> APIAnswer {
        guard let tool = try await shelf.shelf(for: caller)[name] else { throw Self.noTool(name) }
        let isReadOnly = tool.tool.annotations?.isReadOnly ?? false
        try require(neededRole(tool.tool), of: request)
        var form = table.routes(of: name).first?.tool ?? ToolCallForm(name: name)
        form.renames = [:]
        form.filters = []
        form.fixed = [:]
        form.isLookup = false
        form.writes = !isReadOnly
        let bound = APIRoute(
            method: .post, path: "/api/tools/{name}", role: .viewer, summary: "", action: .tool(form))
        return try await answer(request, bound, form, [:])
    }

    // MARK: Questions

    private func resume(_ id: String, _ request: APIRequest, _ caller: HTTPCaller) async throws -> APIAnswer {
        let body = try await request.object(limit: options.bodyBytes)
        guard let answers = body["answers"], let responses = try? InputResponses(json: answers) else {
            var problem = Problem.badRequest("answers has to be an object with an answer for each question.")
            problem.errors = [
                JSONSchemaViolation(
                    pointer: "/answers", keyword: "",
                    message: "expected {\"key\": {\"action\": \"accept\", \"content\": {…}}}")
            ]
            throw problem
        }
        guard var call = resumes.take(id, for: caller.principal) else {
            throw Problem(.notFound, "No call of yours waits under this id. It may have gone on, or waited too long.")
        }
        for (key, response) in responses { call.answers[key] = response }
        return APIAnswer(json: WrittenAnswer(try await calls.answer(to: call, within: options.callTime)).json)
    }

    // MARK: Dashboard

    private func dashboard(
        _ part: DashboardPart, _ request: APIRequest, _ caller: HTTPCaller
    ) async throws -> APIAnswer {
        let query = try QueryItems(parsing: request.query?[...])
        let form = APIRoute.dashboardForm
        var selection: JSONObject = [:]
        for name in query.names {
            guard let argument = form[name] else {
                var problem = Problem.badRequest("The dashboard knows no '\(name.prefix(64))'.")
                problem.errors = [
                    JSONSchemaViolation(pointer: "/\(name.prefix(64))", keyword: "", message: "unknown parameter")
                ]
                throw problem
            }
            let parts = name == "department" ? ArgumentForm.parts(query[name]) : [query[name].last ?? ""]
            selection[argument] = parts.count == 1 ? .string(parts[0]) : .array(parts.map(JSONValue.string))
        }
        let dashboard = Dashboard(
            part: part, shelf: try await shelf.shelf(for: caller), selection: selection,
            dataVersion: backend.dataVersion
        ) { [self] section, arguments in
            let form = table.routes(of: section.tool).first?.tool ?? ToolCallForm(name: section.tool)
            let written = try await written(ToolCall(form: form, arguments: arguments, caller: caller))
            return try JSONValue(parsing: written.json)
        }
        return APIAnswer(try await dashboard.json())
    }
}

extension APIRoute {
    /// What a dashboard may be asked for, and what the tools call it.
    static let dashboardForm = [
        "timeframe": "period", "period": "period", "startDate": "startDate", "endDate": "endDate",
        "metric": "metric", "department": "department",
    ]
}
