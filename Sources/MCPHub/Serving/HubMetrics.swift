import CoreMetrics
public import HTTPServing

/// What `/metrics` tells about a hub: what happens is reported through swift-metrics as it happens, how things are is
/// looked up when somebody asks.
public struct HubMetrics: Sendable {
    /// Where figures are kept.
    public let registry = PrometheusRegistry(descriptions: Self.descriptions)
    private let calls = SeriesCache<CallSeries, Counter>()
    private let callDurations = SeriesCache<String, Timer>()
    private let requests = SeriesCache<RequestSeries, Counter>()
    private let requestDurations: Timer

    /// No figures yet.
    public init() {
        requestDurations = Timer(label: "mcphub_http_request_duration_seconds", dimensions: [], factory: registry)
    }

    private static let descriptions = [
        "mcphub_calls_total": "Calls by tool, server and outcome.",
        "mcphub_call_duration_seconds": "How long calls took.",
        "mcphub_http_requests_total": "HTTP requests by method and status.",
        "mcphub_http_request_duration_seconds": "How long HTTP requests took.",
        "mcphub_servers": "Servers by state.",
        "mcphub_server_restarts_total": "How often a server was started again.",
        "mcphub_server_skipped_lines_total": "Lines of standard output that were no messages.",
        "mcphub_server_open_calls": "Calls that a server is working on or that wait for it.",
        "mcphub_server_waiting_calls": "Calls that wait until a server can take them.",
        "mcphub_server_unsent_bytes": "What a server has not read yet.",
        "mcphub_agent_unsent_bytes": "What agents on standard output have not read yet.",
        "mcphub_agents": "Connected agents.",
        "mcphub_open_calls": "Calls under way.",
        "mcphub_parked_calls": "Calls that wait for people.",
        "mcphub_tools": "Tools that are offered.",
        "mcphub_open_streams": "Open streams of server-sent events.",
        "mcphub_sessions": "Sessions of agents that shake hands.",
        "process_cpu_seconds_total": "CPU time that this process has used.",
        "process_start_time_seconds": "When this process began, in seconds since 1970, UTC.",
        "process_resident_memory_bytes": "Memory that this process holds.",
        "process_peak_resident_memory_bytes": "The most memory it has ever held.",
        "process_open_fds": "Open file descriptors.",
        "process_max_fds": "How many there may be.",
    ]

    /// Takes note of a call.
    public func note(_ call: CallMeasurement) {
        let series = CallSeries(tool: call.tool, server: call.server ?? "hub", outcome: call.outcome)
        calls[series] { Counter(label: "mcphub_calls_total", dimensions: $0.dimensions, factory: registry) }.increment()
        callDurations[series.server] {
            Timer(label: "mcphub_call_duration_seconds", dimensions: [("server", $0)], factory: registry)
        }.recordNanoseconds(call.duration.wholeNanoseconds)
    }

    /// Takes note of an HTTP request.
    public func note(_ request: RequestRecord) {
        let series = RequestSeries(method: request.method, status: request.status)
        requests[series] {
            Counter(label: "mcphub_http_requests_total", dimensions: $0.dimensions, factory: registry)
        }.increment()
        requestDurations.recordNanoseconds(request.duration.wholeNanoseconds)
    }

    /// Everything as text.
    ///
    /// - Parameters:
    ///   - streams: how many streams of events are open.
    ///   - sessions: how many sessions of the handshake era there are.
    public func text(_ status: HubStatus, streams: Int, sessions: Int) -> String {
        registry.text(
            with: status.samples + ProcessFigures.samples + [
                MetricSample("mcphub_open_streams", [], Double(streams)),
                MetricSample("mcphub_sessions", [], Double(sessions)),
            ])
    }
}

private struct CallSeries: Hashable {
    let tool: String
    let server: String
    let outcome: String

    var dimensions: [(String, String)] { [("tool", tool), ("server", server), ("outcome", outcome)] }
}

private struct RequestSeries: Hashable {
    let method: String
    let status: Int

    var dimensions: [(String, String)] { [("method", method), ("status", "\(status)")] }
}

extension Duration {
    fileprivate var wholeNanoseconds: Int64 { Int64(self / .nanoseconds(1)) }
}
