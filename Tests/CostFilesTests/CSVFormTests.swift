import CostFiles
import CostModel
import Foundation
import Testing

@Suite struct CSVFormTests {
    static let header = "BilledCost,EffectiveCost,BillingCurrency,ChargePeriodStart,ServiceName,x_Note"

    private func charges(_ text: String) throws -> [Charge] { try Sample.with(text: text) { try Sample.charges($0) } }

    @Test(arguments: ["\n", "\r\n", "\r"], [true, false])
    func `any end of line will do, and the last may be missing`(end: String, isClosed: Bool) throws {
        let rows = [Self.header, "1,2,USD,2026-05-01,VM,", "3,4,EUR,2026-05-02,DB,x"]
        let charges = try charges(rows.joined(separator: end) + (isClosed ? end : ""))
        #expect(charges.map { $0[.serviceName] } == ["VM", "DB"])
        #expect(charges[1].custom["x_Note"] == "x")
    }

    @Test func `quotes, commas and lines inside a field are its own`() throws {
        let text = "\u{FEFF}" + Self.header + "\n\n1,2,USD,2026-05-01,\"a \"\"b\"\", c\nd\",\"x\"\"y\"\n"
        let charges = try charges(text)
        #expect(charges.map { $0[.serviceName] } == ["a \"b\", c\nd"])
        #expect(charges[0].custom["x_Note"] == "x\"y")
    }

    @Test func `the word NULL is no value, and headers are known in any case`() throws {
        let charges = try charges(Self.header.lowercased() + "\n1,2,usd,2026-05-01,NULL,NULL\n")
        #expect(charges.count == 1 && charges[0][.serviceName] == nil && charges[0][.custom] == nil)
        #expect(charges[0][.billingCurrency] == "USD")
    }

    @Test func `what the columns imply is filled in`() throws {
        let charges = try charges(
            "BilledCost,ChargeCategory,BillingCurrency,ChargePeriodStart,ResourceId\n"
                + "1.5,Usage,USD,2026-12-31,/subscriptions/1/resourceGroups/RG-A/providers/x/y/z\n")
        #expect(charges[0][.effectiveCost] == (try Amount("1.5")) && charges[0][.resourceGroup] == "rg-a")
        #expect(charges[0][.chargePeriodEnd]?.description == "2027-01-01T00:00:00Z")
        #expect(charges[0][.billingPeriodEnd]?.description == "2027-01-01T00:00:00Z")
    }

    @Test func `rows are the same wherever the buffer ends`() throws {
        var text = Self.header + "\n"
        for number in 0..<40_000 {
            text +=
                "\(number),1,USD,2026-05-01,\"s\"\"\(number % 977)\"\"\n\",\(String(repeating: "n", count: number % 61))\r\n"
        }
        let charges = try charges(text)
        #expect(charges.count == 40_000)
        for (number, charge) in charges.enumerated()
        where charge[.billedCost] != Amount(number) || charge[.serviceName] != "s\"\(number % 977)\"\n" {
            Issue.record("row \(number)")
        }
    }

    @Test func `rounded numbers are counted`() throws {
        try Sample.with(text: Self.header + "\n0.0000000000005,1,USD,2026-05-01,,\n") { path in
            let reader = try CostFileReader(path: path)
            while try reader.next() != nil {}
            #expect(reader.progress.roundedAmounts == 1)
        }
    }
}
