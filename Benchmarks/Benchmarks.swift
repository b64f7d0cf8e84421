/// Prints what the hot paths cost, each beside a baseline measured in the same run.
///
/// Arguments choose what is measured, `poll` for instance; without any it is all.
@main
struct Benchmarks {
    static func main() throws {
        let wanted = CommandLine.arguments.dropFirst()
        let all: [(name: String, run: () throws -> Void)] = [
            ("json", JSONBenchmark.run), ("pipe", PipeBenchmark.run), ("poll", PollBenchmark.run),
            ("schema", SchemaBenchmark.run), ("registry", RegistryBenchmark.run),
        ]
        for (name, run) in all where wanted.isEmpty || wanted.contains(name) { try run() }
    }
}
