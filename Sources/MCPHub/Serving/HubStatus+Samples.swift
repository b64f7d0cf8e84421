import HTTPServing

extension HubStatus {
    /// The figures of this moment, for `/metrics`.
    var samples: [MetricSample] {
        perState + servers.flatMap(\.samples) + [
            MetricSample("mcphub_agents", [], Double(agents)),
            MetricSample("mcphub_agent_unsent_bytes", [], Double(unsentBytes)),
            MetricSample("mcphub_open_calls", [], Double(openCalls)),
            MetricSample("mcphub_parked_calls", [], Double(parkedCalls)),
            MetricSample("mcphub_tools", [], Double(toolCount)),
        ]
    }

    private var perState: [MetricSample] {
        Dictionary(grouping: servers, by: \.state.name).map { state, servers in
            MetricSample("mcphub_servers", [("state", state)], Double(servers.count))
        }
    }
}

extension ServerStatus {
    fileprivate var samples: [MetricSample] {
        let label = [("server", key)]
        return [
            MetricSample("mcphub_server_restarts_total", label, Double(restarts), kind: .counter),
            MetricSample("mcphub_server_skipped_lines_total", label, Double(noiseLines), kind: .counter),
            MetricSample("mcphub_server_open_calls", label, Double(openCalls)),
            MetricSample("mcphub_server_waiting_calls", label, Double(waitingCalls)),
            MetricSample("mcphub_server_unsent_bytes", label, Double(unsentBytes)),
        ]
    }
}
