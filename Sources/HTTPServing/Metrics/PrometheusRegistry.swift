public import CoreMetrics
import Locking

/// Keeps what is reported through swift-metrics, and tells it in the text format of Prometheus (version 0.0.4).
///
/// A label of swift-metrics becomes the name of a family, dimensions become its labels, times are told in seconds.
/// What has once been counted stays, whoever destroys its handler: a counter that begins anew would look like a
/// restart. Series beyond the bound are not kept: what labels say comes from outside, memory does not.
public final class PrometheusRegistry: MetricsFactory, Sendable {
    private struct State {
        var families: [String: MetricFamily] = [:]
        var seriesCount = 0
    }

    private let state = Locked(State())
    private let descriptions: [String: String]
    private let maximumSeries: Int

    /// A registry without figures.
    ///
    /// - Parameters:
    ///   - descriptions: what families are, by their names.
    ///   - maximumSeries: how many series there may be in all.
    public init(descriptions: [String: String] = [:], maximumSeries: Int = 10_000) {
        self.descriptions = descriptions
        self.maximumSeries = maximumSeries
    }

    // MARK: MetricsFactory

    /// What counts up by whole numbers.
    public func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        series(label, .counter, dimensions) { CountSeries() } ?? NOOPMetricsHandler.instance
    }

    /// What counts up by any amount.
    public func makeFloatingPointCounter(
        label: String, dimensions: [(String, String)]
    ) -> any FloatingPointCounterHandler {
        series(label, .counter, dimensions) { LevelSeries() } ?? NOOPMetricsHandler.instance
    }

    /// What goes up and down.
    public func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        series(label, .gauge, dimensions) { LevelSeries() } ?? NOOPMetricsHandler.instance
    }

    /// A distribution, or, where nothing is to be aggregated, the value that came last.
    public func makeRecorder(
        label: String, dimensions: [(String, String)], aggregate: Bool
    ) -> any RecorderHandler {
        guard aggregate else {
            return series(label, .gauge, dimensions) { LevelSeries() } ?? NOOPMetricsHandler.instance
        }
        return series(label, .histogram, dimensions) { HistogramSeries() } ?? NOOPMetricsHandler.instance
    }

    /// How long something takes.
    public func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        series(label, .histogram, dimensions) { HistogramSeries() } ?? NOOPMetricsHandler.instance
    }

    /// Does nothing, as the other ways to destroy: what was counted stays.
    public func destroyCounter(_ handler: any CounterHandler) {}
    /// Does nothing.
    public func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) {}
    /// Does nothing.
    public func destroyMeter(_ handler: any MeterHandler) {}
    /// Does nothing.
    public func destroyRecorder(_ handler: any RecorderHandler) {}
    /// Does nothing.
    public func destroyTimer(_ handler: any TimerHandler) {}

    /// The series of these labels, made when there is none; nil when there are too many, or when its family is of
    /// another kind.
    private func series<Series: MetricSeries>(
        _ label: String, _ kind: MetricKind, _ dimensions: [(String, String)], make: () -> Series
    ) -> Series? {
        let (name, labels) = (PrometheusText.name(label), PrometheusText.labels(dimensions))
        return state.withLock { state in
            if let found = state.families[name]?.series[labels] { return found as? Series }
            let family = state.families[name] ?? MetricFamily(kind: kind)
            guard family.kind == kind, state.seriesCount < maximumSeries else { return nil }
            let series = make()
            state.families[name, default: family].series[labels] = series
            state.seriesCount += 1
            return series
        }
    }

    // MARK: Text

    /// Everything as text.
    ///
    /// - Parameter samples: what is only known at the moment of asking.
    public func text(with samples: [MetricSample] = []) -> String {
        var families = state.withLock { $0.families }
        for sample in samples {
            families[sample.name, default: MetricFamily(kind: sample.kind)].series[sample.labels] = sample
        }
        return families.sorted { $0.key < $1.key }
            .map { name, family in PrometheusText.written(name, family, help: descriptions[name]) }
            .joined()
    }
}
