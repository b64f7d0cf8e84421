import CostFiles
import CostModel
import Foundation
import Testing

@Suite struct BrokenFileTests {
    static let header = "BilledCost,EffectiveCost,BillingCurrency,ChargePeriodStart,ChargePeriodEnd,ServiceName,Tags\n"
    static let good = "1,1,USD,2026-05-01T00:00:00Z,2026-05-02T00:00:00Z,VM,\n"

    private func problem(_ row: String) throws -> RowProblem? {
        try Sample.with(text: Self.header + Self.good + row + "\n" + Self.good) { path in
            do {
                _ = try Sample.charges(path)
                return nil
            } catch CostFileError.brokenRows(_, let problems) {
                #expect(problems.count == 1)
                return problems.first
            }
        }
    }

    @Test(arguments: [
        ("x,1,USD,2026-05-01,2026-05-02,VM,", "line 3, BilledCost “x”: not a decimal number"),
        (",1,USD,2026-05-01,2026-05-02,VM,", "line 3, BilledCost “”: a value is needed"),
        ("1,1,USD,2026-05-32,2026-05-02,VM,", "line 3, ChargePeriodStart “2026-05-32”: not a date or time"),
        ("1,1,DOLLAR,2026-05-01,2026-05-02,VM,", "line 3, BillingCurrency “DOLLAR”: not an ISO 4217 currency code"),
        ("1,1,USD,2026-05-01,2026-05-02,VM,env=prod", "line 3, Tags “env=prod”: not a flat JSON object"),
        ("1,1,USD,2026-05-03,2026-05-02,VM,", "line 3: the end lies before the start"),
        ("1,1,USD", "line 3: 3 fields where the first row has 7"),
        ("1,1,USD,2026-05-01,2026-05-02,\"V\"M,", "line 3: the quotes do not pair up"),
        ("1E40,1,USD,2026-05-01,2026-05-02,VM,", "line 3, BilledCost “1E40”: not a decimal number"),
    ])
    func `a broken row is told with line, column, value and reason`(row: String, told: String) throws {
        #expect(try problem(row)?.description == told)
    }

    @Test func `lenient keeps the good rows and writes the others to a file that can be put right`() throws {
        let text = Self.header + Self.good + "x,1,USD,2026-05-01,2026-05-02,\"V\nM\",\n" + Self.good + "1,1\n"
        try Sample.with(text: text) { path in
            try Sample.with(Data()) { rejects in
                let reject = try RejectFile(path: rejects, columns: ["BilledCost"])
                let reader = try CostFileReader(path: path, options: CostFileOptions(strictness: .lenient)) {
                    (problem, row) throws(CostFileError) in try reject.write(problem, row)
                }
                #expect(try reader.next()?.count == 2)
                #expect(try reader.next() == nil)
                try reject.close()
                #expect(reader.progress.problems == 2 && reject.rows == 2)
                let written = try String(contentsOfFile: rejects, encoding: .utf8)
                #expect(
                    written.contains(
                        "x,1,USD,2026-05-01,2026-05-02,\"V\nM\",,\"line 3, BilledCost “x”: not a decimal number\""))
            }
        }
    }

    @Test func `strict stops after so many problems`() throws {
        let rows = String(repeating: "x,1,USD,2026-05-01,2026-05-02,VM,\n", count: 100)
        try Sample.with(text: Self.header + rows) { path in
            let reader = try CostFileReader(
                path: path, options: CostFileOptions(strictness: .strict(maximumProblems: 7)))
            do {
                _ = try reader.next()
                Issue.record("nothing was thrown")
            } catch CostFileError.brokenRows(_, let problems) {
                #expect(problems.count == 7)
            }
        }
    }

    @Test(arguments: ["PAR1xxxx", "\u{28}\u{B5}", "a,b,c\n1,2,3\n", ""])
    func `what is no cost file is refused with what to do`(text: String) throws {
        try Sample.with(text: text) { path in
            #expect(throws: CostFileError.self) { try CostFileReader(path: path) }
        }
        #expect(CostFileError.unsupported(path: "x", format: "Parquet").description.contains("as CSV"))
    }

    @Test func `a row longer than allowed is refused`() throws {
        let text = Self.header + "1,1,USD,2026-05-01,2026-05-02," + String(repeating: "x", count: 3 << 20)
        try Sample.with(text: text) { path in
            let options = CostFileOptions(limits: CSVLimits(rowBytes: 1 << 20))
            #expect(throws: CostFileError.tooLarge(path: path, what: "a row", limit: 1 << 20)) {
                try Sample.charges(path, options)
            }
        }
    }

    @Test func `a damaged gzip file is refused`() throws {
        let whole = try Sample.with(Data()) { path in
            let writer = try FocusFileWriter(path: path, encoder: FocusEncoder(), isCompressed: true)
            try writer.close()
            return try Data(contentsOf: URL(filePath: path))
        }
        try Sample.with(whole.dropLast(12)) { path in
            #expect(throws: CostFileError.self) { try Sample.charges(path) }
        }
    }
}
