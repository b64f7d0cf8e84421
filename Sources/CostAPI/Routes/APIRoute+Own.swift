import HTTPTypes

extension APIRoute {
    private static func own(
        _ method: HTTPRequest.Method, _ path: PathPattern, _ action: OwnAction, _ summary: String,
        role: APIRole = .viewer, success: HTTPResponse.Status = .ok
    ) -> APIRoute {
        APIRoute(
            method: method, path: path, role: role, summary: summary, action: .own(action), success: success)
    }

    /// Several answers in one.
    static let dashboards: [APIRoute] =
        [
            own(.get, "/api/dashboard", .dashboard(.everything), "Everything a dashboard opens with, in one answer.")
        ]
        + DashboardPart.named.map { part in
            own(.get, PathPattern(stringLiteral: "/api/dashboard/\(part.rawValue)"), .dashboard(part), part.summary)
        }

    /// What the API does itself.
    static let own: [APIRoute] = [
        own(.get, "/api/tools", .listTools, "The tools of all servers."),
        own(.get, "/api/tools/{name}", .describeTool, "One tool, with the schemas of its arguments and its result."),
        own(.post, "/api/tools/{name}", .callTool, "Calls any tool; the body is its arguments."),
        own(.post, "/api/resume/{id}", .resume, "Answers the questions of a call, which then goes on."),
        own(.get, "/api/jobs", .listJobs, "Your jobs, latest first."),
        own(.get, "/api/jobs/{id}", .showJob, "One job: progress, log and result."),
        own(.post, "/api/jobs/{id}/cancel", .cancelJob, "Cancels a job."),
        own(.post, "/api/ws-ticket", .ticket, "A ticket that opens one WebSocket, for browsers.", success: .created),
        own(.get, "/api/events", .events, "The events of the WebSocket as server-sent events."),
        own(.get, "/openapi.json", .openAPI, "This API, described."),
        own(.get, "/docs", .documentation, "This API, to be read by people."),
    ]
}
