import Locking

/// Figures about what happens, told in the text format of Prometheus.
///
/// Counters and histograms are kept here; what is only known at the moment of asking is added by whoever asks.
public final class MetricsRegistry: Sendable {
    /// The labels of a figure, in the order in which they are written.
    public typealias Labels = [(name: String, value: String)]

    private struct Series: Hashable {
        let metric: Metric
        let values: [String]

        /// A name belongs to one metric.
        static func == (left: Series, right: Series) -> Bool {
            left.values == right.values && left.metric.name == right.metric.name
        }

        func hash(into hasher: inout Hasher) {
            hasher.combine(metric.name)
            hasher.combine(values)
        }

        var labels: String {
            MetricsRegistry.written(zip(metric.labels, values).map { (name: $0, value: $1) })
        }
    }

    private struct Histogram {
        var counts = [Int](repeating: 0, count: MetricsRegistry.bounds.count + 1)
        var sum = 0.0

        mutating func note(_ seconds: Double, in bucket: Int) {
            counts[bucket] += 1
            sum += seconds
        }
    }

    private struct State {
        var counters: [Series: Int] = [:]
        var histograms: [Series: Histogram] = [:]
    }

    /// The upper bounds of the buckets of histograms, in seconds.
    private static let bounds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]
    /// How many series there may be: labels come from outside, memory does not.
    private static let maximumSeries = 10_000

    private let state = Locked(State())

    /// A registry without figures.
    public init() {}

    /// What is counted or measured, and by which labels.
    public struct Metric: Sendable {
        let name: String
        let help: String
        let labels: [String]

        /// Describes a metric; the values of its labels are given with each count, in this order.
        public init(_ name: String, by labels: [String] = [], help: String) {
            self.name = name
            self.help = help
            self.labels = labels
        }
    }

    /// Counts one more.
    public func count(_ metric: Metric, _ values: [String] = []) {
        let series = Series(metric: metric, values: values)
        state.withLock { state in
            guard state.counters[series] != nil || state.counters.count < Self.maximumSeries else { return }
            state.counters[series, default: 0] += 1
        }
    }

    /// Notes how long something took.
    public func observe(_ metric: Metric, _ values: [String] = [], _ duration: Duration) {
        let series = Series(metric: metric, values: values)
        let seconds = duration / .seconds(1)
        let bucket = Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count
        state.withLock { state in
            guard state.histograms[series] != nil || state.histograms.count < Self.maximumSeries else { return }
            state.histograms[series, default: Histogram()].note(seconds, in: bucket)
        }
    }

    /// A figure as it is at the moment of asking.
    public struct Gauge: Sendable {
        let name: String
        let labels: String
        let value: Double
        let help: String

        /// Describes a figure.
        public init(_ name: String, _ labels: Labels = [], _ value: Double, help: String) {
            self.name = name
            self.labels = MetricsRegistry.written(labels)
            self.value = value
            self.help = help
        }
    }

    /// Everything as text (Prometheus text format 0.0.4).
    public func text(with gauges: [Gauge] = []) -> String {
        var text = ""
        let (counters, histograms) = state.withLock { ($0.counters, $0.histograms) }
        for (name, series) in Dictionary(grouping: counters, by: \.key.metric.name).sorted(by: { $0.key < $1.key }) {
            text += Self.head(name, "counter", series[0].key.metric.help)
            for (labels, value) in Self.sorted(series) { text += "\(name)\(Self.braced(labels)) \(value)\n" }
        }
        for (name, series) in Dictionary(grouping: histograms, by: \.key.metric.name).sorted(by: { $0.key < $1.key }) {
            text += Self.head(name, "histogram", series[0].key.metric.help)
            for (labels, value) in Self.sorted(series) { text += Self.written(name, labels, value) }
        }
        for (name, group) in Dictionary(grouping: gauges, by: \.name).sorted(by: { $0.key < $1.key }) {
            text += Self.head(name, "gauge", group[0].help)
            for gauge in group { text += "\(name)\(Self.braced(gauge.labels)) \(gauge.value)\n" }
        }
        return text
    }

    private static func sorted<Value>(
        _ series: [(key: Series, value: Value)]
    ) -> [(labels: String, value: Value)] {
        series.map { ($0.key.labels, $0.value) }.sorted { $0.0 < $1.0 }
    }

    private static func head(_ name: String, _ kind: String, _ help: String) -> String {
        "# HELP \(name) \(help)\n# TYPE \(name) \(kind)\n"
    }

    private static func written(_ name: String, _ labels: String, _ histogram: Histogram) -> String {
        var (text, total) = ("", 0)
        let separator = labels.isEmpty ? "" : ","
        for (bound, count) in zip(bounds.map { "\($0)" } + ["+Inf"], histogram.counts) {
            total += count
            text += "\(name)_bucket{\(labels)\(separator)le=\"\(bound)\"} \(total)\n"
        }
        return text + "\(name)_sum\(braced(labels)) \(histogram.sum)\n\(name)_count\(braced(labels)) \(total)\n"
    }

    private static func braced(_ labels: String) -> String { labels.isEmpty ? "" : "{\(labels)}" }

    static func written(_ labels: Labels) -> String {
        labels.map { "\($0.name)=\"\(escaped($0.value))\"" }.joined(separator: ",")
    }

    private static func escaped(_ value: String) -> String {
        var text = ""
        for character in value.prefix(200) {
            switch character {
            case "\\": text += "\\\\"
            case "\"": text += "\\\""
            case "\n": text += "\\n"
            default: text.append(character)
            }
        }
        return text
    }
}
