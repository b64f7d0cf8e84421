import CostFiles
import CostModel

/// Makes cost files of any size for tests and benchmarks, and shows what the reader makes of a file.
@main
enum CostSample {
    static let usage = """
        cost-sample generate OUT ROWS [SEED] [MONTHS]   a FOCUS 1.2 file; .gz packs it
        cost-sample read IN [CURRENCY]                  reads it and prints the seconds of CPU and the rate
        cost-sample totals IN [CURRENCY]                exact totals by month, service and department
        cost-sample export IN OUT [VERSION] [CURRENCY]  what was read, as FOCUS
        """

    static func main() throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        func argument(_ index: Int) -> String? { index < arguments.count ? arguments[index] : nil }
        switch (argument(0), argument(1), argument(2)) {
        case ("generate", let out?, let rows?):
            try generate(
                out, rows: Int(rows) ?? 0, seed: UInt64(argument(3) ?? "") ?? 7, months: Int(argument(4) ?? "") ?? 3)
        case ("read", let path?, let currency): try ReadMeasurement.run(path, options: options(currency))
        case ("totals", let path?, let currency): try SampleTotals.run(path, options: options(currency))
        case ("export", let path?, let out?):
            let version = FocusVersion(rawValue: argument(3) ?? "") ?? .v1_2
            try export(path, to: out, version: version, options: options(argument(4)))
        default: print(usage)
        }
    }

    private static func options(_ currency: String?) -> CostFileOptions {
        CostFileOptions(currency: currency.flatMap { Currency($0) })
    }

    private static func generate(_ out: String, rows: Int, seed: UInt64, months: Int) throws {
        var generator = SampleGenerator(rows: rows, months: months, first: Month(year: 2026, month: 5), seed: seed)
        let writer = try FocusFileWriter(path: out, encoder: FocusEncoder(), isCompressed: out.hasSuffix(".gz"))
        while let charge = generator.next() { try writer.write(charge) }
        try writer.close()
    }

    private static func export(_ path: String, to out: String, version: FocusVersion, options: CostFileOptions) throws {
        var custom: Set<String> = []
        try eachCharge(path, options) { custom.formUnion($0.custom.entries.map(\.key)) }
        let encoder = FocusEncoder(version: version, customColumns: custom.sorted())
        let writer = try FocusFileWriter(path: out, encoder: encoder, isCompressed: out.hasSuffix(".gz"))
        try eachCharge(path, options) { try writer.write($0) }
        try writer.close()
    }

    static func eachCharge(_ path: String, _ options: CostFileOptions, _ body: (Charge) throws -> Void) throws {
        let reader = try CostFileReader(path: path, options: options)
        var texts = TextTable()
        while let batch = try reader.next() {
            texts.take(batch)
            for row in 0..<batch.count { try body(batch.charge(row: row, texts: texts)) }
        }
    }
}
