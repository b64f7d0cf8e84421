import HTTPServing
import HTTPTypes
public import Hummingbird
import NIOCore

/// Answers what is for the API, and tells by problem documents what goes wrong elsewhere.
struct APIMiddleware: RouterMiddleware {
    let service: APIService

    typealias Context = BasicRequestContext

    func handle(
        _ request: Request, context: BasicRequestContext, next: (Request, BasicRequestContext) async throws -> Response
    ) async throws -> Response {
        let path = request.uri.path
        guard path.hasPrefix("/api/") || path == "/api" || path == "/openapi.json" || path == "/docs" else {
            if let refusal = refusal(request, path) { return refusal }
            do { return try await next(request, context) } catch let error as HTTPError {
                return problem(error, request)
            }
        }
        return await answer(request)
    }

    private func answer(_ request: Request) async -> Response {
        let service = service
        let asked = APIRequest(request.head, body: request.body)
        // Whoever hangs up waits for nothing any more, and what runs for it ends.
        let answer = await service.hangUps.whileConnected(asked.fields) { await service.answer(asked) }
        return answer.shaped(for: asked)
    }

    /// Refuses other methods than those of the routes for monitoring, which are not in the table.
    private func refusal(_ request: Request, _ path: String) -> Response? {
        guard Self.monitoring.contains(path), request.method != .get, request.method != .head else { return nil }
        let asked = APIRequest(request.head, body: RequestBody(buffer: ByteBuffer()))
        let problem = Problem.wrongMethod(request.method, allowed: [.get, .head])
        return APIAnswer(problem, asked).shaped(for: asked)
    }

    private static let monitoring: Set<String> = ["/health", "/live", "/ready", "/metrics"]

    private func problem(_ error: HTTPError, _ request: Request) -> Response {
        let asked = APIRequest(request.head, body: RequestBody(buffer: ByteBuffer()))
        let problem =
            error.status == .notFound ? Problem.notFound(asked.path) : Problem(error.status, error.body ?? "")
        return APIAnswer(problem, asked).shaped(for: asked)
    }
}

extension APIRequest {
    init(_ head: HTTPRequest, body: RequestBody) {
        self.init(
            head.method, head.path ?? "/", fields: head.headerFields, caller: HTTPCaller(admitted: head.headerFields),
            id: head.headerFields[.named("X-Request-Id")] ?? "", body: body)
    }
}

extension APIService {
    /// Paths that need no credentials.
    public static let openPaths: Set<String> = ["/docs"]

    /// Serves the API beside the other routes of a router.
    public func add(to router: Router<BasicRequestContext>) { router.add(middleware: APIMiddleware(service: self)) }
}
