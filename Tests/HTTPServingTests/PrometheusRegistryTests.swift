import CoreMetrics
import HTTPServing
import Testing

@Suite struct PrometheusRegistryTests {
    private let registry = PrometheusRegistry(descriptions: ["calls_total": "Calls."], maximumSeries: 5)

    @Test func `a counter counts across handlers of the same labels, and beyond their end`() {
        for _ in 0..<3 {
            let counter = Counter(label: "calls_total", dimensions: [("tool", "a")], factory: registry)
            counter.increment(by: 2)
            counter.destroy()
        }
        #expect(registry.text() == "# HELP calls_total Calls.\n# TYPE calls_total counter\ncalls_total{tool=\"a\"} 6\n")
    }

    @Test func `names and labels of libraries become what Prometheus allows`() {
        Counter(label: "http.requests-2xx", dimensions: [("status.code", "2\"\\\n")], factory: registry).increment()
        #expect(registry.text().hasSuffix("http_requests_2xx{status_code=\"2\\\"\\\\\\n\"} 1\n"))
    }

    @Test func `a time is told in seconds, in the first bucket that holds it and all larger ones`() {
        let timer = Timer(label: "seconds", dimensions: [], factory: registry)
        for microseconds in [100, 100_001, 60_000_000] { timer.recordMicroseconds(microseconds) }
        let text = registry.text()
        #expect(text.contains("seconds_bucket{le=\"0.0001\"} 1\n"))
        #expect(text.contains("seconds_bucket{le=\"0.1\"} 1\n"))
        #expect(text.contains("seconds_bucket{le=\"0.25\"} 2\n"))
        #expect(text.contains("seconds_bucket{le=\"30\"} 2\n"))
        #expect(text.contains("seconds_bucket{le=\"+Inf\"} 3\n"))
        #expect(text.contains("seconds_sum 60.100101\n"))
        #expect(text.hasSuffix("seconds_count 3\n"))
    }

    @Test func `levels go up and down, and a recorder that does not aggregate keeps what came last`() {
        let meter = Meter(label: "level", dimensions: [], factory: registry)
        meter.set(5)
        meter.decrement(by: 1.5)
        let recorder = Recorder(label: "last", dimensions: [], aggregate: false, factory: registry)
        recorder.record(7)
        recorder.record(2)
        #expect(registry.text() == "# TYPE last gauge\nlast 2\n# TYPE level gauge\nlevel 3.5\n")
    }

    @Test func `a family has one kind only`() {
        Counter(label: "a", dimensions: [], factory: registry).increment()
        Meter(label: "a", dimensions: [("b", "c")], factory: registry).set(9)
        #expect(registry.text() == "# TYPE a counter\na 1\n")
    }

    @Test func `series beyond the bound are not kept, those that are there go on`() {
        for index in 0..<9 { Counter(label: "a", dimensions: [("b", "\(index)")], factory: registry).increment() }
        Counter(label: "a", dimensions: [("b", "0")], factory: registry).increment()
        let lines = registry.text().split(separator: "\n").dropFirst()
        #expect(lines.count == 5)
        #expect(lines.first == "a{b=\"0\"} 2")
    }

    @Test func `figures of the moment stand among those that were kept, in order`() {
        Counter(label: "b", dimensions: [], factory: registry).increment()
        let samples = [
            MetricSample("c", [("x", "2")], 0.25), MetricSample("c", [("x", "1")], 3),
            MetricSample("a", [], 1, kind: .counter),
        ]
        #expect(
            registry.text(with: samples)
                == "# TYPE a counter\na 1\n# TYPE b counter\nb 1\n# TYPE c gauge\nc{x=\"1\"} 3\nc{x=\"2\"} 0.25\n")
    }

    @Test func `counting from many threads loses nothing`() async {
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask { [registry] in
                    let counter = Counter(label: "a", dimensions: [], factory: registry)
                    for _ in 0..<1_000 { counter.increment() }
                }
            }
        }
        #expect(registry.text() == "# TYPE a counter\na 8000\n")
    }
}
