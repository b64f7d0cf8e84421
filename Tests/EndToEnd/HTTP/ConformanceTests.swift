import MCP
import Testing

/// The official conformance bar, held by checks of our own: every scenario under its name, judged over raw HTTP.
@Suite struct ConformanceTests {
    /// One scenario in one era, with one server behind the hub.
    struct Case: Sendable, CustomTestStringConvertible {
        let scenario: String
        let era: ProtocolVersion.Era
        let setup: ConformanceSetup

        var testDescription: String { "\(scenario) (\(era)): \(setup.testDescription)" }

        static let all = ConformanceSetup.all.flatMap { setup in
            setup.eras.flatMap { era in
                ConformanceScenario.names(era).map { Case(scenario: $0, era: era, setup: setup) }
            }
        }
    }

    @Test(arguments: Case.all)
    func `the hub passes the scenario`(trial: Case) async throws {
        let report = try await ConformanceReports.shared.report(of: trial.setup)
        let outcome = try #require(report[trial.era]?[trial.scenario], "was not judged")
        #expect(outcome.ok == true, "\(outcome.detail ?? "")")
    }

    @Test(arguments: [(ProtocolVersion.Era.modern, "modern"), (.legacy, "legacy")])
    func `no scenario is judged that has no test`(era: ProtocolVersion.Era, word: String) async throws {
        let outcome = try await Peer.run(Peer.script("conformance.py") + ["--era", word, "--list"])
        let judged = outcome.output.split(separator: "\n").map(String.init)
        #expect(judged.sorted() == ConformanceScenario.names(era).sorted())
    }
}
