import CostFiles
import CostModel
import Foundation
import Testing

/// Every file of the shared data, against an independent reading by Foundation.
@Suite struct SampleFileTests {
    static let dollars = CostFileOptions(currency: Currency("USD"))

    @Test(arguments: [
        ("focus/focus-1.0-sample-part1.csv", "FOCUS 1.0", 678),
        ("focus/synthetic/synthetic-focus_1_2_cost_and_usage_azure-seed7.csv", "FOCUS 1.2", 2000),
        ("focus/synthetic/synthetic-focus_1_2_cost_and_usage_aws-seed7.csv", "FOCUS 1.2", 400),
        ("focus/synthetic/synthetic-focus_1_2_cost_and_usage_gcp-seed7.csv", "FOCUS 1.2", 400),
        ("focus/synthetic/synthetic-focus_1_3_cost_and_usage_azure-seed7.csv", "FOCUS 1.3", 1000),
        ("azure-exports/ea-actualcost-small.csv", "Azure", 11),
        ("azure-exports/ea-amortizedcost-small-part1.csv", "Azure", 18), ("azure-exports/ea-norows.csv", "Azure", 0),
        ("azure-exports/headers-Enterprise.csv", "Azure", 1), ("azure-exports/headers-EnterpriseCamel.csv", "Azure", 1),
        ("azure-exports/headers-PayAsYouGo.csv", "Azure", 1), ("azure-exports/values-Template.csv", "Azure", 87),
    ])
    func `every file is recognised and read to its last row`(name: String, dialect: String, rows: Int) throws {
        let reader = try CostFileReader(path: Sample.path(name), options: Self.dollars)
        #expect(reader.dialect.description == dialect)
        while try reader.next() != nil {}
        #expect(reader.progress.rows == rows)
        #expect(reader.progress.bytesRead == reader.progress.totalBytes)
        #expect(reader.digest?.count == 64)
        #expect(try reader.digest == FileDigest.sha256(path: Sample.path(name)))
    }

    @Test func `the synthetic Azure file adds up to what its makers say`() throws {
        let charges = try Sample.charges(
            Sample.path("focus/synthetic/synthetic-focus_1_2_cost_and_usage_azure-seed7.csv"))
        #expect(try Amount.sum(of: charges.compactMap { $0[.billedCost] }) == Amount("78989.119837678544"))
        #expect(try Amount.sum(of: charges.compactMap { $0[.effectiveCost] }) == Amount("78989.119837678544"))
    }

    @Test(arguments: Sample.files, [FocusVersion.v1_2, .v1_3, .v1_4])
    func `import, export and import is the identity`(name: String, version: FocusVersion) throws {
        let charges = try Sample.charges(Sample.path(name), Self.dollars)
        let custom = Set(charges.flatMap { $0.custom.entries.map(\.key) })
        let again = try Sample.with(Data()) { path in
            let encoder = FocusEncoder(version: version, customColumns: custom.sorted())
            let writer = try FocusFileWriter(
                path: path, encoder: encoder, isCompressed: name.utf8.count.isMultiple(of: 2))
            for charge in charges { try writer.write(charge) }
            try writer.close()
            return try Sample.charges(path)
        }
        #expect(again.count == charges.count)
        for (left, right) in zip(charges, again) {
            for column in TextColumn.allCases where version.has(column) || column.isKept {
                let isRenamed = [.providerName, .publisherName, .serviceProviderName, .hostProviderName].contains(
                    column)
                #expect(left[column] == right[column] || (isRenamed && left[column] == nil), "\(column)")
            }
            for column in AmountColumn.allCases { #expect(left[column] == right[column], "\(column)") }
            for column in InstantColumn.allCases { #expect(left[column] == right[column], "\(column)") }
        }
    }
}

extension TextColumn {
    /// Written in every version.
    var isKept: Bool { [.resourceGroup, .invoiceSection, .costCenter, .custom].contains(self) }
}
