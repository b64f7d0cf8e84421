import CoreMetrics
import Locking
import Synchronization

/// Counts by whole numbers.
final class CountSeries: CounterHandler, MetricSeries {
    private let count = Atomic<Int64>(0)

    func increment(by amount: Int64) {
        // A count of 2^63 does not come about by counting: to wrap is better than to end the process.
        count.wrappingAdd(amount, ordering: .relaxed)
    }

    func reset() { count.store(0, ordering: .relaxed) }

    func lines(name: String, labels: String) -> String {
        PrometheusText.line(name, labels, "\(count.load(ordering: .relaxed))")
    }
}

/// Holds one number.
final class LevelSeries: FloatingPointCounterHandler, MeterHandler, RecorderHandler, MetricSeries {
    private let value = Locked(0.0)

    func set(_ value: Int64) { set(Double(value)) }
    func set(_ value: Double) { self.value.withLock { $0 = value } }
    func increment(by amount: Double) { value.withLock { $0 += amount } }
    func decrement(by amount: Double) { value.withLock { $0 -= amount } }
    func record(_ value: Int64) { set(Double(value)) }
    func record(_ value: Double) { set(value) }
    func reset() { set(0.0) }

    func lines(name: String, labels: String) -> String {
        PrometheusText.line(name, labels, PrometheusText.number(value.withLock { $0 }))
    }
}

/// Counts values by how large they are; times in seconds.
final class HistogramSeries: TimerHandler, RecorderHandler, MetricSeries {
    private struct Counts {
        var perBucket = [Int](repeating: 0, count: HistogramSeries.bounds.count + 1)
        var sum = 0.0
    }

    /// The upper bounds of the buckets, inclusive.
    private static let bounds = [
        0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30,
    ]

    private let counts = Locked(Counts())

    func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1e9) }
    func record(_ value: Int64) { record(Double(value)) }

    func record(_ value: Double) {
        let bucket = Self.bounds.firstIndex { value <= $0 } ?? Self.bounds.count
        counts.withLock { counts in
            counts.perBucket[bucket] += 1
            counts.sum += value
        }
    }

    func lines(name: String, labels: String) -> String {
        let counts = counts.withLock { $0 }
        var (text, total) = ("", 0)
        for (bound, count) in zip(Self.bounds.map(PrometheusText.number) + ["+Inf"], counts.perBucket) {
            total += count
            let place = labels.isEmpty ? "" : labels + ","
            text += PrometheusText.line(name + "_bucket", place + "le=\"\(bound)\"", "\(total)")
        }
        return text + PrometheusText.line(name + "_sum", labels, PrometheusText.number(counts.sum))
            + PrometheusText.line(name + "_count", labels, "\(total)")
    }
}
