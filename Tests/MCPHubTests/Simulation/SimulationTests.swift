import Foundation
import Testing

@testable import MCPHub

/// Runs the routing core through worlds that dice decide; see ``Simulation``.
@Suite struct SimulationTests {
    /// Which seeds are run, as the environment says.
    static let first = number("SIMULATION_FIRST") ?? 1
    static let count = number("SIMULATION_SEEDS") ?? 2_000
    static let single = number("SIMULATION_SEED")
    /// How many seeds one task takes at a time.
    static let chunk = 50

    /// Where seeds are run: not where other tests wait for their turn. Beside them one core is enough.
    private static let queues =
        (0..<(number("SIMULATION_SEEDS") == nil ? 1 : ProcessInfo.processInfo.activeProcessorCount))
        .map { DispatchQueue(label: "simulation \($0)") }

    static func number(_ name: String) -> Int? {
        ProcessInfo.processInfo.environment[name].flatMap { Int($0) }
    }

    @Test(.enabled(if: single == nil))
    func `whatever happens, everybody gets what is theirs and nothing is left`() async {
        let start = ContinuousClock.now
        let seeds = Array(Self.first..<(Self.first + Self.count))
        let (failures, tally) = await withTaskGroup { group in
            for chunk in stride(from: 0, to: seeds.count, by: Self.chunk) {
                let part = seeds[chunk..<min(chunk + Self.chunk, seeds.count)]
                let queue = Self.queues[chunk / Self.chunk % Self.queues.count]
                group.addTask {
                    await withCheckedContinuation { done in queue.async { done.resume(returning: Self.run(part)) } }
                }
            }
            return await group.reduce(into: ([Failure](), Tally())) { sum, part in
                sum.0 += part.0
                sum.1.add(part.1)
            }
        }
        let failed = failures.sorted { $0.seed < $1.seed }
        for failure in failed.prefix(3) { Issue.record("\(failure)") }
        for failure in failed { print("seed \(failure.seed): \(failure.violation)") }
        let hasFailed = !failed.isEmpty
        #expect(!hasFailed, "\(failed.count) of \(seeds.count) seeds fail")
        if seeds.count >= 1_000 { #expect(tally.missing.isEmpty, "what never happens is not tested") }
        print("simulation: \(tally.description)")
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        print("simulation: \(seeds.count) seeds in \(seconds) s, \(Int(Double(seeds.count) / seconds)) seeds/s")
    }

    private static func run(_ seeds: ArraySlice<Int>) -> ([Failure], Tally) {
        var failures: [Failure] = []
        var tally = Tally()
        for seed in seeds {
            var simulation = Simulation(seed: UInt64(seed))
            do { _ = try simulation.run() } catch { failures.append(Failure(seed: seed, "\(error)")) }
            tally.add(simulation.oracle.tally)
        }
        return (failures, tally)
    }

    @Test(.enabled(if: single == nil), arguments: 0..<10)
    func `a seed does the same every time`(chunk: Int) throws {
        for seed in 0..<10 {
            let traces = (0..<2).map { _ in
                var simulation = Simulation(seed: UInt64(100_000 * chunk + seed), isTracing: true)
                _ = try? simulation.run()
                return simulation.trace.lines.map(Failure.readable)
            }
            let places = zip(traces[0], traces[1]).enumerated().first { $0.element.0 != $0.element.1 }
            if let places { Issue.record("seed \(100_000 * chunk + seed): \(places.element)") }
        }
    }

    @Test(.enabled(if: single != nil))
    func `the seed of the environment does what it did before`() throws {
        var simulation = Simulation(seed: UInt64(try #require(Self.single)), isTracing: true)
        let result = Result { try simulation.run() }
        for line in simulation.trace.lines { print(Failure.readable(line)) }
        _ = try result.get()
    }
}

/// A seed that has shown a fault.
struct Failure: CustomStringConvertible {
    let seed: Int
    let violation: String
    let trace: [String]

    init(seed: Int, _ violation: String) {
        self.seed = seed
        self.violation = violation
        // The same again, this time written down.
        var again = Simulation(seed: UInt64(seed), isTracing: true)
        do {
            _ = try again.run()
            trace = ["(this time all was well)"]
        } catch {
            trace = again.trace.lines.suffix(30) + ("\(error)" == violation ? [] : ["(this time: \(error))"])
        }
    }

    var description: String {
        "seed \(seed): \(violation)\n" + trace.map(Self.readable).joined(separator: "\n")
            + "\nagain with: SIMULATION_SEED=\(seed) swift test --filter SimulationTests"
    }

    /// A line of a trace without what is long and says little.
    static func readable(_ line: String) -> String {
        line.replacing(/"requestState":"[A-Za-z0-9+\/=]{24,}"/) { _ in "\"requestState\":\"…\"" }
    }
}
