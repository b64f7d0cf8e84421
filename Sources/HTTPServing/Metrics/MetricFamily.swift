/// All series of one name.
struct MetricFamily: Sendable {
    let kind: MetricKind
    /// By their labels as they are written.
    var series: [String: any MetricSeries] = [:]
}

/// What the figures of a family are.
public enum MetricKind: String, Sendable {
    /// Only goes up, until the process begins anew.
    case counter
    /// Goes up and down.
    case gauge
    /// How many values lie below each of some bounds.
    case histogram
}

/// One figure of a family, or several that belong together.
protocol MetricSeries: Sendable {
    /// Its lines in the text format of Prometheus.
    func lines(name: String, labels: String) -> String
}

/// A figure as it is at the moment of asking.
public struct MetricSample: MetricSeries {
    let name: String
    let kind: MetricKind
    let labels: String
    let value: Double

    /// Describes a figure of a family, whose name is that of Prometheus.
    public init(
        _ name: String, _ labels: [(String, String)] = [], _ value: Double, kind: MetricKind = .gauge
    ) {
        self.name = name
        self.kind = kind
        self.labels = PrometheusText.labels(labels)
        self.value = value
    }

    func lines(name: String, labels: String) -> String {
        PrometheusText.line(name, labels, PrometheusText.number(value))
    }
}
