/// Judges each setup once, for all the tests that look at a scenario of it.
actor ConformanceReports {
    static let shared = ConformanceReports()

    private var runs: [ConformanceSetup: Task<ConformanceSetup.Report, any Error>] = [:]

    func report(of setup: ConformanceSetup) async throws -> ConformanceSetup.Report {
        if let run = runs[setup] { return try await run.value }
        let run = Task { try await setup.judge() }
        runs[setup] = run
        return try await run.value
    }
}
