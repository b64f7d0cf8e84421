import Foundation

/// The CPU time, user and system, that one repetition of some work costs.
///
/// CPU time and not wall time, because it hardly depends on what else the machine does; the best of several rounds,
/// because noise only ever adds.
struct Measurement {
    let name: String
    let microseconds: Double

    /// Runs `work` for at least `seconds` of CPU in each of `rounds` and keeps the best round.
    init(_ name: String, rounds: Int = 5, seconds: Double = 0.1, _ work: () throws -> Void) rethrows {
        self.name = name
        var best = Double.infinity
        for _ in 0..<rounds {
            var repetitions = 0
            let start = Self.processTime()
            var elapsed = 0.0
            while elapsed < seconds {
                for _ in 0..<8 { try work() }
                repetitions += 8
                elapsed = Self.processTime() - start
            }
            best = min(best, elapsed / Double(repetitions))
        }
        microseconds = best * 1e6
    }

    /// Takes over a figure that was measured another way.
    init(_ name: String, microseconds: Double) {
        self.name = name
        self.microseconds = microseconds
    }

    /// The CPU time of this process so far, in seconds.
    static func processTime() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// Prints this figure, and how many times less it is than each baseline of the same run.
    func report(baselines: [Measurement] = []) {
        let ratios = baselines.map {
            String(format: "%.1f times less than %@", $0.microseconds / microseconds, $0.name)
        }
        let figure = String(format: "%12.3f us CPU", microseconds)
        print(name.padding(toLength: 44, withPad: " ", startingAt: 0), figure, " ", ratios.joined(separator: ", "))
    }
}

/// Keeps the optimiser from removing work whose result nobody uses.
@inline(never)
func consume<Value>(_ value: borrowing Value) {}
