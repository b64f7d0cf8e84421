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
