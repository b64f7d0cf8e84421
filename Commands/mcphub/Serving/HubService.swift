import CostAPI
import HTTPServing
import HTTPTypes
import Hummingbird
import JSONRPC
import MCPHub
import NIOCore
import NIOPosix
import SystemPackage

/// A hub on the network.
struct HubService: Sendable {
    let hub: Hub
    private let server: HTTPServer
    private let mcp: StreamableHTTP
    private let tokens: TokenWatch?
    private let log: StandardErrorLog
    private let scheme: String
    private let api: HubAPI?

    /// Beyond a few threads for its connections it is the hub itself, on one of them, that bounds what is served.
    private static let maximumThreads = 4

    /// Prepares it.
    ///
    /// - Throws: ``CommandFailure`` for settings that do not go together, and what ``Hub`` throws.
    init(
        _ configuration: HubConfiguration, _ program: ProgramEnvironment, _ costs: CostService?, host: String,
        port: Int, log: StandardErrorLog, isVerbose: Bool
    ) throws {
        let settings = configuration.settings
        let metrics = HubMetrics()
        var options = program.hubOptions(log, costs)
        options.onCall = { metrics.note($0) }
        // The hub lives on one of the threads of the connections: a call of those beside it wakes no other thread.
        let group = MultiThreadedEventLoopGroup(numberOfThreads: min(NIOCore.System.coreCount, Self.maximumThreads))
        let hub: Hub
        do {
            options.loop = try EventLoopHubLoop(group.next())
            hub = try Hub(configuration, options: options)
        } catch { throw CommandFailure(.hubFailed, error) }
        let access = try HubAccess(settings, program, host: host, port: port)
        let mcp = StreamableHTTP(
            HubEndpoint(hub),
            limits: JSONLimits(
                maximumBytes: settings.limits.messageBytes, maximumDepth: settings.limits.depth),
            sessions: settings.http.sessions, sessionIdle: settings.http.sessionIdle)
        var limits = ServerLimits()
        limits.messageBytes = settings.limits.messageBytes
        limits.messageDepth = settings.limits.depth
        limits.connections = settings.http.connections
        limits.headerTime = settings.http.headerTime
        limits.bodyTime = settings.http.bodyTime
        let api = try HubAPI(hub, settings, costs, program)
        var door = access.door
        api?.adjust(&door)
        door.onRequest = { record in
            metrics.note(record)
            guard isVerbose else { return }
            let who = record.principal.map { " for \($0)" } ?? ""
            let time = Int(record.duration / .microseconds(1))
            log.add(
                HubLogEntry(.debug, "\(record.method) \(record.path) \(record.status)\(who) \(time) us [\(record.id)]"))
        }
        let routes = HubRoutes(
            hub: hub, mcp: mcp, metrics: metrics, door: door, health: HubHealth(hub: hub, costs: costs, api: api))
        let certificate = try access.certificate()
        scheme = certificate == nil ? "http" : "https"
        server = HTTPServer(
            host: host, port: port, certificate: certificate, limits: limits, door: door, mcp: mcp,
            webSockets: api?.service.webSockets ?? [], group: group,
            routes: { router in
                api?.service.add(to: router)
                routes.add(to: router)
            })
        self.api = api
        tokens = access.tokens
        self.hub = hub
        self.mcp = mcp
        self.log = log
    }

    /// Serves until the task is cancelled.
    func run() async throws {
        OpenFileLimit.raise()
        let (log, scheme) = (log, scheme)
        let api = api
        try await withTaskCancellationHandler {
            try await server.run { port in
                log.add(HubLogEntry(.info, "Agents find the hub at \(scheme)://127.0.0.1:\(port)/mcp"))
                guard api != nil else { return }
                log.add(HubLogEntry(.info, "Programs find it at \(scheme)://127.0.0.1:\(port)/docs"))
            }
        } onCancel: {
            // Streams of events would go on for ever.
            api?.service.endStreams()
        }
        mcp.close()
    }

    /// Sees to what has to be done now and then, until the task is cancelled.
    func keepUp() async {
        await withDiscardingTaskGroup { group in
            if let api { group.addTask { await api.service.run() } }
            group.addTask { await sweep() }
        }
    }

    private func sweep() async {
        while (try? await Task.sleep(for: .seconds(1))) != nil {
            mcp.sweep()
            await tokens?.look()
        }
    }
}

/// The routes beside the endpoint of agents.
struct HubRoutes: Sendable {
    let hub: Hub
    let mcp: StreamableHTTP
    let metrics: HubMetrics
    let door: FrontDoor
    let health: HubHealth

    /// Those that need no credentials.
    static let open: Set<String> = [
        "/health", "/live", "/ready", "/metrics", "/.well-known/oauth-protected-resource",
        "/.well-known/oauth-protected-resource/mcp",
    ]

    func add(to router: Router<BasicRequestContext>) {
        router.get("/live") { _, _ in Self.json(["status": "live"]) }
        router.get("/ready") { _, _ in
            let status = await hub.status()
            let isReady = status.toolCount > 0 || status.servers.isEmpty
            return Self.json(["status": isReady ? "ready" : "starting"], isReady ? .ok : .serviceUnavailable)
        }
        router.get("/health") { _, _ in Self.json(await health.json()) }
        router.get("/metrics") { _, _ in
            let text = await metrics.text(hub.status(), streams: mcp.openStreams, sessions: mcp.sessionCount)
            return Response(
                status: .ok, headers: [.contentType: "text/plain; version=0.0.4"],
                body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
        }
        for path in ["", "/mcp"] {
            router.get("/.well-known/oauth-protected-resource\(path)") { request, _ in
                Self.json(protectedResource(request.head))
            }
        }
    }

    /// The description of the resource (RFC 9728).
    private func protectedResource(_ head: HTTPRequest) -> JSONValue {
        var object: JSONObject = [
            "resource": .string(door.base(head) + "/mcp"), "bearer_methods_supported": ["header"],
            "resource_name": "mcphub",
        ]
        if !door.scopes.isEmpty { object["scopes_supported"] = .array(door.scopes.map(JSONValue.string)) }
        if let issuer = door.issuer { object["authorization_servers"] = [.string(issuer)] }
        return .object(object)
    }

    private static func json(_ value: JSONValue, _ status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headers: [.contentType: "application/json"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: value.serialized)))
    }
}
