import Foundation
import JSONRPC
import Testing

/// `mcphub import`, `imports` and `db` as people and scripts use them.
@Suite struct ImportCommandTests {
    @Test func `an import tells what it brought, and the same file again changes nothing`() async throws {
        let trial = try CostTrial()
        let first = try await trial.work("import", CostTrial.mixed)
        #expect(first.contains("678 charges") && first.contains("2024-09  billed 11.13 USD"), "\(first)")
        let before = try await trial.json("db", "status")
        let again = try await trial.work("import", CostTrial.mixed)
        #expect(again.contains("imported before as number 1") && again.contains("nothing changed"), "\(again)")
        #expect(try await trial.json("db", "status") == before)
        #expect(before["charges"] == 678 && before["hasSampleData"] == false && before["importer"] == .null)
        let imports = try await trial.json("imports")
        #expect(imports["imports"]?.array?.count == 1)
        #expect(imports["imports"]?[0]?["source"] == "focus-1.0-sample-part1.csv")
    }

    @Test func `a terminal is shown how far the import is, and a pipe is not`() async throws {
        let trial = try CostTrial()
        let command = "\(Peer.built("mcphub")[0]) import \(CostTrial.azure)"
        let shown = try await Peer.run(
            ["/usr/bin/script", "-qec", command, "/dev/null"], environment: trial.folder.environment,
            in: trial.folder.path)
        #expect(shown.output.contains("2,000 rows, ") && shown.output.contains("100 %, 0 s left"), "\(shown.all)")
        let piped = try await trial.run("import", CostTrial.mixed)
        #expect(!piped.all.contains("left") && !piped.all.contains("\u{1B}"), "\(piped.all)")
    }

    @Test func `the data folder is for this user alone, and its place can be named in three ways`() async throws {
        var trial = try CostTrial()
        try await trial.work("import", CostTrial.actual)
        let modes = try FileManager.default.attributesOfItem(atPath: trial.folder.file("data"))
        #expect(modes[.posixPermissions] as? Int == 0o700)
        try await trial.work("import", "--data", "elsewhere", CostTrial.actual)
        #expect(FileManager.default.fileExists(atPath: trial.folder.file("elsewhere/costs.sqlite")))
        trial.variables["MCPHUB_DATA"] = trial.folder.file("third")
        try await trial.work("import", CostTrial.actual)
        #expect(FileManager.default.fileExists(atPath: trial.folder.file("third/costs.sqlite")))
    }

    private static let header =
        "BilledCost,EffectiveCost,BillingCurrency,ChargePeriodStart,ChargePeriodEnd,ServiceName,ProviderName,SubAccountId"

    private static func row(_ cost: String, service: String = "Storage", day: String = "2025-06-01") -> String {
        "\(cost),\(cost),USD,\(day)T00:00:00Z,\(day)T01:00:00Z,\(service),Microsoft,sub-1"
    }

    @Test func `a broken row is told with line, column, value and reason, and nothing of the file is kept`()
        async throws
    {
        let trial = try CostTrial()
        try trial.folder.write([Self.header, Self.row("1"), Self.row("1,5x")].joined(separator: "\n"), to: "short.csv")
        let shape = try await trial.run("import", "short.csv")
        #expect(shape.code == 6 && shape.errors.contains("line 3"), "\(shape.all)")
        try trial.folder.write(
            [Self.header, Self.row("1"), Self.row("twelve"), Self.row("2")].joined(separator: "\n"), to: "bad.csv")
        let outcome = try await trial.run("import", "bad.csv")
        #expect(outcome.code == 6)
        #expect(
            outcome.errors.contains("bad.csv, line 3, BilledCost “twelve”: not a decimal number"), "\(outcome.all)")
        #expect(outcome.errors.contains("--lenient"))
        #expect(try await trial.json("db", "status")["charges"] == 0)
        let json = try await trial.json("import", "bad.csv")
        let problem = json["imports"]?[0]?["problems"]?[0]
        #expect(problem?["line"] == 3 && problem?["column"] == "BilledCost" && problem?["value"] == "twelve")
    }

    @Test func `a lenient import keeps the good rows, and its reject file can be mended and imported`() async throws {
        let trial = try CostTrial()
        let rows = [Self.header, Self.row("1"), Self.row("twelve", day: "2025-07-01"), Self.row("2")]
        try trial.folder.write(rows.joined(separator: "\n") + "\n", to: "bad.csv")
        let outcome = try await trial.work("import", "--lenient", "bad.csv")
        #expect(outcome.contains("1 rows left out") && outcome.contains("billed 3.00 USD"), "\(outcome)")
        let rejects = try #require(trial.folder.read("data/rejects/bad.csv.rejects.csv"))
        #expect(rejects.contains("x_RejectReason") && rejects.contains("not a decimal number"), "\(rejects)")
        try trial.folder.write(rejects.replacingOccurrences(of: "twelve,twelve", with: "12,12"), to: "mended.csv")
        try await trial.work("import", "mended.csv")
        #expect(try await trial.json("db", "status")["charges"] == 3)
    }

    @Test func `both views of an Azure month in one command are one import`() async throws {
        let trial = try CostTrial()
        let json = try await trial.json("import", CostTrial.actual, CostTrial.amortized)
        #expect(json["imports"]?.array?.count == 1)
        let total = json["imports"]?[0]?["totals"]?[0]
        #expect(total?["billed"] == "13.7500148" || total?["billed"]?.string?.hasPrefix("13.7") == true, "\(json)")
        #expect(json["imports"]?[0]?["notes"] == [])
        let alone = try CostTrial()
        let noted = try await alone.work("import", CostTrial.actual)
        #expect(noted.contains("actual costs only"), "\(noted)")
    }

    @Test func `a manifest stands for its parts, and a folder for the latest run of each export`() async throws {
        let trial = try CostTrial()
        for (run, cost, time) in [("b-old", "5", "2026-10-02"), ("a-new", "7", "2026-10-03")] {
            let folder = "export/202610/\(run)"
            try FileManager.default.createDirectory(
                atPath: trial.folder.file(folder), withIntermediateDirectories: true)
            try trial.folder.write("\(Self.header)\n\(Self.row(cost))\n", to: "\(folder)/part_0_0001.csv")
            try trial.folder.write("\(Self.header)\n\(Self.row("1"))\n", to: "\(folder)/part_1_0001.csv")
            let blobs = ["part_0_0001.csv", "part_1_0001.csv"].map { #"{"blobName": "root/x/\#($0)"}"# }
            try trial.folder.write(
                """
                {"exportConfig": {"exportName": "daily", "type": "FocusCost"}, "blobs": [\(blobs.joined(separator: ","))],
                 "runInfo": {"submittedTime": "\(time)T00:00:00Z", "startDate": "2026-10-01T00:00:00"}}
                """, to: "\(folder)/manifest.json")
        }
        let json = try await trial.json("import", "export")
        #expect(json["imports"]?.array?.count == 1, "\(json)")
        #expect(json["imports"]?[0]?["totals"]?[0]?["billed"] == "8")
        let one = try await trial.json("import", "export/202610/b-old/manifest.json")
        #expect(one["imports"]?[0]?["totals"]?[0]?["billed"] == "6")
        #expect(one["imports"]?[0]?["restatements"]?[0]?["old"] == "8", "\(one)")
    }

    @Test func `parts of one export that replace each other are told, and are one import with a word`() async throws {
        let trial = try CostTrial()
        try trial.folder.write("\(Self.header)\n\(Self.row("5"))\n", to: "one.csv")
        try trial.folder.write("\(Self.header)\n\(Self.row("2"))\n", to: "two.csv")
        let apart = try await trial.run("import", "one.csv", "two.csv")
        #expect(apart.code == 0 && apart.errors.contains("--together"), "\(apart.all)")
        #expect(try await trial.json("db", "status")["charges"] == 1)
        let together = try await trial.work("import", "--together", "one.csv", "two.csv")
        #expect(together.contains("billed 7.00 USD") && together.contains("restated 2025-06, sub-1"), "\(together)")
    }

    @Test func `what is no cost file is refused with what to do`() async throws {
        let trial = try CostTrial()
        try trial.folder.write("PAR1 and so on", to: "costs.parquet")
        let parquet = try await trial.run("import", "costs.parquet")
        #expect(parquet.code == 6 && parquet.errors.contains("Parquet") && parquet.errors.contains("CSV"))
        try trial.folder.write("a,b\n1,2\n", to: "other.csv")
        let other = try await trial.run("import", "other.csv")
        #expect(other.code == 6 && other.errors.contains("neither FOCUS nor an Azure cost export"), "\(other.all)")
        let missing = try await trial.run("import", "none.csv")
        #expect(missing.code == 6 && missing.errors.contains("none.csv"), "\(missing.all)")
        let currency = try await trial.run("import", "--currency", "euros", "other.csv")
        #expect(currency.code == 2 && currency.errors.contains("ISO 4217"), "\(currency.all)")
    }

    @Test func `files without a currency are imported once one is named`() async throws {
        let trial = try CostTrial()
        let file = CostTrial.shared("azure-exports/headers-PayAsYouGo.csv")
        let refused = try await trial.run("import", file)
        if refused.code == 0 { return }
        #expect(refused.code == 6)
        try await trial.work("import", "--currency", "eur", file)
    }

    @Test func `sample data is marked, and leaves when other data comes`() async throws {
        let trial = try CostTrial()
        let sample = try await trial.work("import", "--sample", CostTrial.mixed)
        #expect(sample.contains("sample data"))
        #expect(try await trial.json("db", "status")["hasSampleData"] == true)
        #expect(try await trial.work("db", "status").contains("sample    yes"))
        try await trial.work("import", CostTrial.azure)
        let status = try await trial.json("db", "status")
        #expect(status["hasSampleData"] == false && status["charges"] == 2000)
    }

    @Test(arguments: [["import"], ["export"], ["imports"], ["db"], ["db", "status"], ["db", "migrate"]])
    func `help teaches in lines of eighty columns`(command: [String]) async throws {
        let trial = try CostTrial()
        let outcome = try await Peer.run(
            Peer.built("mcphub") + command + ["--help"], environment: trial.folder.environment, in: trial.folder.path)
        #expect(outcome.code == 0 && outcome.output.contains("USAGE: mcphub"))
        for line in outcome.output.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
    }
}
