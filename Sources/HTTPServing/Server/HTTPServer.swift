public import Hummingbird
import HummingbirdCore
import HummingbirdHTTP2
import Logging
import NIOCore
public import NIOPosix
import ServiceLifecycle

/// One server on one port: the front door, the MCP endpoint, and routes behind.
public struct HTTPServer: Sendable {
    private let context: ServerContext
    private let host: String
    private let port: Int
    private let certificate: Certificate?
    private let group: MultiThreadedEventLoopGroup?
    private let addRoutes: @Sendable (Router<BasicRequestContext>) -> Void

    /// Prepares a server.
    ///
    /// - Parameters:
    ///   - host: the address to bind, such as `127.0.0.1`.
    ///   - port: 0 for any that is free.
    ///   - certificate: encrypts (TLS 1.2 or newer, HTTP/1.1 and HTTP/2); nil for plain HTTP/1.1.
    ///   - webSockets: the paths at which connections turn into WebSockets.
    ///   - group: the threads of the connections, which the caller ends; nil for one thread of its own.
    ///   - routes: adds what serves the requests that are not for the endpoint.
    public init(
        host: String = "127.0.0.1", port: Int, certificate: Certificate? = nil, limits: ServerLimits = ServerLimits(),
        door: FrontDoor = FrontDoor(), mcp: StreamableHTTP? = nil, webSockets: [WebSocketRoute] = [],
        group: MultiThreadedEventLoopGroup? = nil,
        routes: @escaping @Sendable (Router<BasicRequestContext>) -> Void = { _ in }
    ) {
        context = ServerContext(door, limits, mcp, webSockets: webSockets, isEncrypted: certificate != nil)
        self.host = host
        self.port = port
        self.certificate = certificate
        self.group = group
        addRoutes = routes
    }

    /// Serves until the task is cancelled; then requests that are under way get a moment to end.
    ///
    /// - Parameter onRunning: told the port once connections are accepted.
    /// - Throws: ``HTTPServerFailure`` when the address cannot be bound or the certificate cannot be used.
    public func run(onRunning: @escaping @Sendable (Int) async -> Void = { _ in }) async throws {
        let server = try builder()
        let group = group ?? MultiThreadedEventLoopGroup(numberOfThreads: 1)
        defer { if self.group == nil { group.shutdownGracefully { _ in } } }
        var logger = Logger(label: "mcphub.http")
        logger.logLevel = .critical
        var configuration = ApplicationConfiguration(
            address: .hostname(host, port: port), backlog: Self.backlog, reuseAddress: true,
            availableConnectionsDelegate: MaximumAvailableConnections(context.limits.connections))
        configuration.serverName = nil
        let router = Router(context: BasicRequestContext.self, options: .autoGenerateHeadEndpoints)
        addRoutes(router)
        let application = Application(
            router: router, server: server, configuration: configuration,
            onServerRunning: { await onRunning($0.localAddress?.port ?? 0) },
            eventLoopGroupProvider: .shared(group), logger: logger)
        let services = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [.init(service: application)], gracefulShutdownSignals: [], logger: logger))
        do { try await Self.run(services, drainTime: context.limits.drainTime) } catch {
            throw HTTPServerFailure("\(host):\(port) cannot be served: \(error)")
        }
    }

    /// How many may wait to be accepted: a crowd that comes at once is not to be turned away by the system.
    private static var backlog: Int { 4_096 }

    /// Runs until the task is cancelled, then ends gracefully, and after a while in any case.
    private static func run(_ services: ServiceGroup, drainTime: Duration) async throws {
        let running = Task { try await services.run() }
        try await withTaskCancellationHandler {
            try await running.value
        } onCancel: {
            Task {
                await services.triggerGracefulShutdown()
                try? await Task.sleep(for: drainTime)
                running.cancel()
            }
        }
    }

    private func builder() throws -> HTTPServerBuilder {
        let http1 = HTTP1Channel.Configuration(
            additionalChannelHandlers: [FrontDoorInstaller(context)],
            httpDecoderConfiguration: .init(
                maxHeaderFieldSize: context.limits.headerBytes, maxHeaderListSize: context.limits.headerBytes,
                maxHeaderFieldCount: 200))
        guard let certificate else { return .http1(configuration: http1) }
        let tls = try certificate.configuration()
        let limits = context.limits
        let configuration = HTTP2ChannelConfiguration(idleTimeout: limits.headerTime, streamConfiguration: http1)
        return HTTPServerBuilder { responder in
            EncryptedChannel(
                try HTTP2UpgradeChannel(tlsConfiguration: tls, configuration: configuration, responder: responder),
                handshakeTime: limits.headerTime.timeAmount)
        }
    }
}

/// Why a server cannot serve.
public struct HTTPServerFailure: Error, CustomStringConvertible, Sendable {
    /// What happened, and where.
    public let description: String

    init(_ description: String) {
        self.description = description
    }
}
