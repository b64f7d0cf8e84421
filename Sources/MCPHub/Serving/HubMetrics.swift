public import HTTPServing

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// What `/metrics` tells about a hub.
public struct HubMetrics: Sendable {
    /// Where figures are kept.
    public let registry = MetricsRegistry()

    /// No figures yet.
    public init() {}

    private static let calls = MetricsRegistry.Metric(
        "mcphub_calls_total", by: ["tool", "server", "outcome"], help: "Calls by tool, server and outcome.")
    private static let callDuration = MetricsRegistry.Metric(
        "mcphub_call_duration_seconds", by: ["server"], help: "How long calls took.")
    private static let requests = MetricsRegistry.Metric(
        "mcphub_http_requests_total", by: ["method", "status"], help: "HTTP requests by method and status.")
    private static let requestDuration = MetricsRegistry.Metric(
        "mcphub_http_request_duration_seconds", help: "How long HTTP requests took.")

    /// Takes note of a call.
    public func note(_ call: CallMeasurement) {
        let server = call.server ?? "hub"
        registry.count(Self.calls, [call.tool, server, call.outcome])
        registry.observe(Self.callDuration, [server], call.duration)
    }

    /// Takes note of an HTTP request.
    public func note(_ request: RequestRecord) {
        registry.count(Self.requests, [request.method, String(request.status)])
        registry.observe(Self.requestDuration, [], request.duration)
    }

    /// Everything as text.
    ///
    /// - Parameters:
    ///   - streams: how many streams of events are open.
    ///   - sessions: how many sessions of the handshake era there are.
    public func text(_ status: HubStatus, streams: Int, sessions: Int) -> String {
        registry.text(
            with: Self.gauges(status) + Self.process() + [
                .init("mcphub_open_streams", [], Double(streams), help: "Open streams of server-sent events."),
                .init("mcphub_sessions", [], Double(sessions), help: "Sessions of agents that shake hands."),
            ])
    }

    private static func gauges(_ status: HubStatus) -> [MetricsRegistry.Gauge] {
        let states = Dictionary(grouping: status.servers, by: \.state.name)
        let perState = states.sorted { $0.key < $1.key }.map { state, servers in
            MetricsRegistry.Gauge(
                "mcphub_servers", [("state", state)], Double(servers.count), help: "Servers by state.")
        }
        let perServer = status.servers.flatMap { server in
            [
                MetricsRegistry.Gauge(
                    "mcphub_server_restarts", [("server", server.key)], Double(server.restarts),
                    help: "How often a server was started again."),
                .init(
                    "mcphub_server_open_calls", [("server", server.key)], Double(server.openCalls),
                    help: "Calls that a server is working on or that wait for it."),
                .init(
                    "mcphub_server_skipped_lines", [("server", server.key)], Double(server.noiseLines),
                    help: "Lines of standard output that were no messages."),
            ]
        }
        return perState + perServer + [
            .init("mcphub_agents", [], Double(status.agents), help: "Connected agents."),
            .init("mcphub_open_calls", [], Double(status.openCalls), help: "Calls under way."),
            .init("mcphub_parked_calls", [], Double(status.parkedCalls), help: "Calls that wait for people."),
            .init("mcphub_tools", [], Double(status.toolCount), help: "Tools that are offered."),
        ]
    }

    private static func process() -> [MetricsRegistry.Gauge] {
        var usage = rusage()
        #if canImport(Darwin)
        getrusage(RUSAGE_SELF, &usage)
        #else
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        #endif
        let seconds =
            Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
            + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6
        #if canImport(Darwin)
        let peak = Double(usage.ru_maxrss)
        #else
        let peak = Double(usage.ru_maxrss) * 1_024
        #endif
        return [
            .init("process_cpu_seconds", [], seconds, help: "CPU time that this process has used."),
            .init("process_peak_resident_memory_bytes", [], peak, help: "The most memory it has ever held."),
        ]
    }
}
