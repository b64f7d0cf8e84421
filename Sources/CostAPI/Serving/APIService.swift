public import Backplane
public import HTTPServing
import HTTPTypes
import JSONRPC
import Jobs
import Locking
import MCP
import NIOCore

/// REST and live events as faces of a registry of tools.
///
/// Routes are a table from method and path to the name of a tool: what it is and who provides it does not matter here.
/// A route whose tool nobody offers answers 501 until somebody does.
public final class APIService: Sendable {
    let backend: APIBackend
    let options: APIOptions
    let table = RouteTable()
    let shelf: ToolShelf
    let calls: ToolCalls
    let resumes: ResumeTable
    let repeats = IdempotencyTable()
    let cache: any Cache
    let jobs: JobRunner
    let feed: LiveFeed
    let tickets: TicketTable
    /// Tells when clients are gone; the front door is to have it.
    public let hangUps = HangUps()
    /// Heard from the beginning on, so that no change is missed before somebody follows.
    private let changes: AsyncStream<Void>

    /// Puts the API together.
    public init(
        _ backend: APIBackend, _ options: APIOptions, cache: any Cache = MemoryCache(), bus: any Bus = MemoryBus()
    ) {
        self.backend = backend
        self.options = options
        self.cache = cache
        changes = backend.changes()
        shelf = ToolShelf(backend)
        resumes = ResumeTable(now: options.now)
        calls = ToolCalls(backend: backend, table: table, resumes: resumes)
        tickets = TicketTable(now: options.now)
        let feed = LiveFeed(bus: bus, now: options.now)
        self.feed = feed
        jobs = JobRunner(now: options.now) { job in
            await feed.publish(.jobProgress, ["job": .object(job.summary)], for: job.principal)
        }
    }

    /// Follows what happens behind the API, until the task is cancelled.
    public func run() async {
        await withDiscardingTaskGroup { group in
            group.addTask { await self.followTools() }
            group.addTask { await self.feed.run() }
            group.addTask { await self.watchData() }
            group.addTask { await self.watchServers() }
            group.addTask { await self.beat() }
        }
        await jobs.stop()
        feed.end()
    }

    private func followTools() async {
        for await _ in changes {
            await shelf.clear()
        }
    }

    // MARK: Requests

    /// Answers a request. Whatever happens becomes an answer.
    func answer(_ request: APIRequest) async -> APIAnswer {
        do { return try await served(request) } catch let problem as Problem {
            return APIAnswer(problem, request)
        } catch is CancellationError {
            return APIAnswer(Problem(.serviceUnavailable, "The request was cancelled."), request)
        } catch {
            return APIAnswer(Problem(.internalServerError, "Something has failed here; see the log."), request)
        }
    }

    private func served(_ request: APIRequest) async throws -> APIAnswer {
        switch table.match(request.method, request.path[...]) {
        case .none: throw Problem.notFound(request.path)
        case .otherMethods(let allowed):
            guard request.method == .options else { throw Problem.wrongMethod(request.method, allowed: allowed) }
            var answer = APIAnswer(.noContent, ByteBuffer(), type: "text/plain")
            answer.fields = [.allow: allowed.map(\.rawValue).joined(separator: ", ")]
            return answer
        case .route(let route, let parameters):
            try require(route.role, of: request)
            switch route.action {
            case .tool(let form): return try await answer(request, route, form, parameters)
            case .own(let action): return try await answer(request, route, action, parameters)
            }
        }
    }

    /// Refuses a caller whose role is not enough.
    func require(_ role: APIRole, of request: APIRequest) throws(Problem) {
        guard let caller = request.caller else { return }
        let held = self.role(of: caller)
        guard held < role else { return }
        throw Problem(.forbidden, "This is for callers with the role '\(role.rawValue)'; yours is '\(held.rawValue)'.")
    }

    /// What a caller may do here.
    func role(of caller: HTTPCaller) -> APIRole { APIRole.named(in: caller.scopes) ?? options.standardRole }
}
