import Foundation
import Testing

/// What the official validator says of exports.
@Suite struct ValidatorTests {
    private static let script = Peer.repository.appending(path: "Scripts/focus-validator").path

    /// Whether there is anything to validate with; a machine of CI has to have it.
    private static func requireValidator() throws -> Bool {
        let python = Peer.repository.appending(path: ".venvs/focus/bin/python").path
        if FileManager.default.isExecutableFile(atPath: python) { return true }
        try #require(
            ProcessInfo.processInfo.environment["CI"]?.isEmpty != false,
            "CI needs a Python 3.12 for the FOCUS validator: install one, or set FOCUS_PYTHON; then Scripts/setup-peers"
        )
        print("The FOCUS validator is not tested: no Python 3.12 was found. Scripts/setup-peers focus says more.")
        return false
    }

    private func verdict(_ export: String, _ options: String...) async throws -> Peer.Outcome {
        try await Peer.run([Self.script, export] + options)
    }

    /// The rules of the known kinds, by what is said of them.
    private func rules(_ word: String, _ outcome: Peer.Outcome) -> [Substring] {
        outcome.output.split(separator: "\n").filter { $0.hasPrefix(word) }.compactMap {
            $0.dropFirst(word.count + 2).split(separator: ",").first
        }
    }

    @Test func `the export of the shared Azure sample passes, but for rules that its rows break themselves`()
        async throws
    {
        guard try Self.requireValidator() else { return }
        let trial = try CostTrial()
        try await trial.work("import", CostTrial.azure)
        try await trial.work("export", "--output", "out.csv")
        let outcome = try await verdict(trial.folder.file("out.csv"), "--source", CostTrial.azure)
        #expect(outcome.code == 0, "\(outcome.all)")
        #expect(rules("broken by the source rows", outcome) == ["EffectiveCost-C-005"], "\(outcome.all)")
        #expect(
            rules("false alarm", outcome) == [
                "CapacityReservationStatus-C-004", "CommitmentDiscountStatus-C-004", "InvoiceId-C-004",
            ])
        #expect(rules("BROKEN", outcome).isEmpty)
    }

    /// Azure's files of an Enterprise Agreement have neither of these columns.
    private static let missing = "BillingAccountType,InvoiceId,PricingCurrency,PricingCurrencyEffectiveCost"

    @Test func `the export of Azure's own files passes, but for columns that they do not have`() async throws {
        guard try Self.requireValidator() else { return }
        let trial = try CostTrial()
        try await trial.work("import", CostTrial.actual, CostTrial.amortized)
        try await trial.work("export", "--output", "out.csv")
        let outcome = try await verdict(trial.folder.file("out.csv"), "--missing", Self.missing)
        #expect(outcome.code == 0, "\(outcome.all)")
        #expect(rules("BROKEN", outcome).isEmpty)
    }

    @Test func `a file that breaks a rule does not pass`() async throws {
        guard try Self.requireValidator() else { return }
        let trial = try CostTrial()
        try await trial.work("import", CostTrial.azure)
        try await trial.work("export", "--output", "out.csv")
        let text = try #require(trial.folder.read("out.csv"))
        try trial.folder.write(text.replacingOccurrences(of: ",USD,", with: ",Dollar,"), to: "bad.csv")
        let outcome = try await verdict(trial.folder.file("bad.csv"), "--source", CostTrial.azure)
        #expect(outcome.code == 1, "\(outcome.all)")
        #expect(rules("BROKEN", outcome).contains("BillingCurrency-C-003"), "\(outcome.all)")
    }
}
