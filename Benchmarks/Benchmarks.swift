/// Prints what the hot paths cost, each beside a baseline measured in the same run.
@main
struct Benchmarks {
    static func main() throws {
        try JSONBenchmark.run()
        try PipeBenchmark.run()
        try SchemaBenchmark.run()
        try RegistryBenchmark.run()
    }
}
