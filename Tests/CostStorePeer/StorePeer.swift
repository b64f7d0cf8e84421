import CostFiles
import CostModel
import CostStore
import Foundation

/// Uses a store from a process of its own, so that tests can end it at any moment and benchmarks can measure it.
///
/// `store-peer die MILLISECONDS import …` does the rest and kills itself after so much CPU time;
/// `store-peer import DATABASE FILE…` imports files one after the other; `store-peer query DATABASE FROM TO
/// DIMENSIONS ROUNDS` asks a question many times; `store-peer total DATABASE` prints version and totals. DATABASE is the path of a
/// SQLite file or a PostgreSQL URL.
@main struct StorePeer {
    static func main() async {
        var arguments = Array(CommandLine.arguments.dropFirst())
        if arguments.first == "die", let milliseconds = Int(arguments[1]) {
            dieAfter(milliseconds)
            arguments.removeFirst(2)
        }
        do {
            try await run(arguments)
        } catch {
            FileHandle.standardError.write(Data("error: \(error)\n".utf8))
            exit(1)
        }
    }

    /// Has the system end this process as `kill -9` does, wherever it is then. CPU time, unlike that of a clock, comes
    /// to the same point whatever else the machine has to do.
    private static func dieAfter(_ milliseconds: Int) {
        signal(SIGPROF) { _ in kill(getpid(), SIGKILL) }
        let time = timeval(tv_sec: milliseconds / 1000, tv_usec: milliseconds % 1000 * 1000)
        var timer = itimerval(it_interval: timeval(), it_value: time)
        setitimer(__itimer_which_t(ITIMER_PROF.rawValue), &timer, nil)
    }

    private static func run(_ arguments: [String]) async throws {
        guard arguments.count >= 2 else {
            throw CostStoreError(.invalid, "usage: store-peer import|query|total|hold DATABASE …")
        }
        let store = try await open(arguments[1], ["query", "total"].contains(arguments[0]) ? .reading : .importing)
        let rest = Array(arguments.dropFirst(2))
        switch arguments[0] {
        case "import": try await load(rest, store)
        case "query": try await query(rest, store)
        case "restate":
            let watch = Stopwatch()
            try await store.restateDepartments(DepartmentRuleBook([DepartmentRules(chain: [.subscription([])])]))
            report("restated \(watch.text)")
        case "hold":
            report("held")
            _ = FileHandle.standardInput.availableData
        default: try await total(store)
        }
        await store.close()
    }

    private static func open(_ database: String, _ access: StoreAccess) async throws -> any CostStore {
        if database.hasPrefix("postgres") {
            return try await CostStores.postgres(PostgresConfiguration(connection: database), access: access)
        }
        return try await CostStores.sqlite(path: database, access: access)
    }

    private static func load(_ paths: [String], _ store: any CostStore) async throws {
        for path in paths {
            let watch = Stopwatch()
            let options = ImportOptions(moment: Instant(seconds: 1_800_000_000))
            let record = try await store.importCharges(
                from: FileSource([FileSource.Part(path: path)]), options: options)
            report(
                "imported \(record.chargeCount) rows, \(watch.rate(record.chargeCount))\(record.isRepeat ? ", a repeat" : "")"
            )
        }
    }

    private static func total(_ store: any CostStore) async throws {
        let summary = try await store.summary()
        let period = summary.period ?? Period(day: Day(number: 0))
        let answer = try await store.answer(CostQuery(period: period, metric: .billed))
        report(
            "\(summary.version.number) \(summary.chargeCount) \(answer.totals.map { "\($0)" }.joined(separator: " "))")
    }

    private static func query(_ arguments: [String], _ store: any CostStore) async throws {
        guard arguments.count == 4, let from = Day(arguments[0]), let to = Day(arguments[1]),
            let period = Period(start: from, end: to), let rounds = Int(arguments[3])
        else { throw CostStoreError(.invalid, "usage: store-peer query DATABASE FROM TO DIMENSIONS ROUNDS") }
        let dimensions = arguments[2].split(separator: ",").compactMap { CostDimension(name: $0) }
        let query = CostQuery(period: period, metric: .effective, groupBy: dimensions)
        var times: [Double] = []
        for _ in 0..<rounds {
            let watch = Stopwatch()
            _ = try await store.answer(query)
            times.append(watch.wall * 1000)
        }
        times.sort()
        let answer = try await store.answer(query)
        report(
            "\(arguments[2]): \(answer.rowCount) rows, p50 \(shown(times[times.count / 2])) ms,"
                + " p95 \(shown(times[times.count * 95 / 100])) ms, \(answer.totals.map { "\($0)" }.joined(separator: " "))"
        )
    }

    private static func shown(_ number: Double) -> String { String(format: "%.2f", number) }

    private static func report(_ text: String) {
        FileHandle.standardOutput.write(Data((text + "\n").utf8))
    }
}

/// Measures wall and processor time of this process.
struct Stopwatch {
    private let start = Date().timeIntervalSinceReferenceDate
    private let startUsage = Stopwatch.usage

    var wall: Double { Date().timeIntervalSinceReferenceDate - start }

    private static var usage: Double {
        var usage = rusage()
        getrusage(Int32(RUSAGE_SELF.rawValue), &usage)
        func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
        return seconds(usage.ru_utime) + seconds(usage.ru_stime)
    }

    private var peak: Int {
        var usage = rusage()
        getrusage(Int32(RUSAGE_SELF.rawValue), &usage)
        return usage.ru_maxrss / 1024
    }

    var text: String { String(format: "in %.2f s (%.2f s of CPU, peak %d MiB)", wall, Self.usage - startUsage, peak) }

    func rate(_ rows: Int) -> String {
        let perSecond = Double(rows) / max(0.001, Self.usage - startUsage)
        return "\(Int(perSecond)) per CPU second, \(Int(Double(rows) / max(0.001, wall))) per second \(text)"
    }
}
