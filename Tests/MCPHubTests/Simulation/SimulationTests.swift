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

    static func number(_ name: String) -> Int? {
        ProcessInfo.processInfo.environment[name].flatMap { Int($0) }
    }

    @Test(.enabled(if: single == nil))
    func `whatever happens, everybody gets what is theirs and nothing is left`() async {
        let start = ContinuousClock.now
        let seeds = Array(Self.first..<(Self.first + Self.count))
        let failures = await withTaskGroup { group in
            for chunk in stride(from: 0, to: seeds.count, by: Self.chunk) {
                let part = seeds[chunk..<min(chunk + Self.chunk, seeds.count)]
                group.addTask { part.compactMap { Failure(seed: $0) } }
            }
            return await group.reduce(into: []) { $0 += $1 }
        }
        let failed = failures.sorted { $0.seed < $1.seed }
        for failure in failed.prefix(3) { Issue.record("\(failure)") }
        for failure in failed { print("seed \(failure.seed): \(failure.violation)") }
        let hasFailed = !failed.isEmpty
        #expect(!hasFailed, "\(failed.count) of \(seeds.count) seeds fail")
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        print("simulation: \(seeds.count) seeds in \(seconds) s, \(Int(Double(seeds.count) / seconds)) seeds/s")
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

    /// Runs a seed; nil when nothing is wrong.
    init?(seed: Int) {
        self.seed = seed
        var simulation = Simulation(seed: UInt64(seed))
        do {
            _ = try simulation.run()
            return nil
        } catch { violation = "\(error)" }
        // The same again, this time written down.
        var again = Simulation(seed: UInt64(seed), isTracing: true)
        do { _ = try again.run() } catch {
            trace = again.trace.lines.suffix(30) + ("\(error)" == violation ? [] : ["(this time: \(error))"])
            return
        }
        trace = ["(this time all was well)"]
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
