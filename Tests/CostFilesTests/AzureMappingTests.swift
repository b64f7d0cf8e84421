import CostFiles
import CostModel
import Testing

@Suite struct AzureMappingTests {
    private func first(_ name: String, currency: String? = nil) throws -> Charge {
        let options = CostFileOptions(currency: currency.flatMap { Currency($0) })
        return try #require(try Sample.charges(Sample.path("azure-exports/\(name)"), options).first)
    }

    @Test func `a purchase of a reservation is billed and has no effect of its own`() throws {
        let charge = try first("ea-actualcost-small.csv")
        #expect(charge[.chargeCategory] == "Purchase" && charge[.chargeFrequency] == "Recurring")
        #expect(charge[.billedCost] == (try Amount("3.25")) && charge[.effectiveCost] == .zero)
        #expect(charge[.commitmentDiscountType] == "Reservation" && charge[.commitmentDiscountStatus] == nil)
        #expect(charge[.pricingCategory] == "Committed")
        #expect(charge.day?.description == "2023-09-21")
        #expect(charge[.billingPeriodEnd]?.description == "2023-10-01T00:00:00Z")
        #expect(charge[.billingAccountId] == "/providers/Microsoft.Billing/billingAccounts/8611537")
        #expect(charge[.costCenter] == "acm9000" && charge[.invoiceSection] == "ACM")
    }

    @Test func `usage that a commitment covers is billed nothing`() throws {
        let charges = try Sample.charges(Sample.path("azure-exports/ea-amortizedcost-small-part1.csv"))
        #expect(charges[0][.billedCost] == .zero)
        #expect(charges[0][.effectiveCost] == (try Amount("0.493152")))
        #expect(charges[0][.contractedCost] == (try Amount("1.168")))
        #expect(charges[0][.commitmentDiscountCategory] == "Usage" && charges[0][.commitmentDiscountStatus] == "Used")
        #expect(
            charges[1][.commitmentDiscountType] == "Savings Plan" && charges[1][.commitmentDiscountCategory] == "Spend")
        #expect(charges[0][.resourceGroup] == "mc_analyticsengine_analyticsengine_eastus")
        #expect(charges[0][.serviceName] == "Virtual Machine Scale Sets" && charges[0][.regionId] == "eastus")
        #expect(charges[0].tags["env"] == "prod")
    }

    @Test func `prices count in units of measure, consumption in what these are made of`() throws {
        let charge = try Sample.charges(Sample.path("azure-exports/ea-amortizedcost-small-part1.csv"))[2]
        #expect(charge[.pricingQuantity] == (try Amount("0.1351")) && charge[.pricingUnit] == "10000 Units")
        #expect(charge[.consumedQuantity] == Amount(1351) && charge[.consumedUnit] == "Units")
        #expect(charge[.contractedCost] == charge[.billedCost] && charge[.listCost] == charge[.billedCost])
    }

    @Test func `only the purchases of commitments are taken from the actual file of a pair`() throws {
        let path = Sample.path("azure-exports/ea-actualcost-small.csv")
        let reader = try CostFileReader(path: path, options: CostFileOptions(selection: .commitmentPurchases))
        #expect(try reader.next()?.count == 1)
        #expect(try reader.next() == nil)
        #expect(reader.progress.leftOut == 10)
    }

    @Test(arguments: [
        ("headers-Enterprise.csv", "0"), ("headers-EnterpriseCamel.csv", "0.012"), ("headers-PayAsYouGo.csv", "0.075"),
    ])
    func `every agreement's headers are understood`(name: String, cost: String) throws {
        #expect(try first(name, currency: "USD")[.billedCost] == Amount(cost))
    }

    @Test func `a file without a currency is refused unless one is given`() throws {
        let path = Sample.path("azure-exports/values-Template.csv")
        #expect(throws: CostFileError.missingColumns(path: path, columns: ["BillingCurrency"])) {
            try CostFileReader(path: path)
        }
        #expect(try first("values-Template.csv", currency: "EUR")[.billingCurrency] == "EUR")
    }

    @Test func `translated headers are known by the name in parentheses`() throws {
        let text = """
            Abonnement-GUID (SubscriptionGuid);Datum (Date);Kosten (CostInBillingCurrency);Währung (BillingCurrencyCode)
            11111111-12ab-34dc-56ef-123456abcdef;2/3/21;1.25;EUR
            """
        let charge = try #require(try Sample.with(text: text) { try Sample.charges($0) }.first)
        #expect(charge.money(.billedCost)?.description == "1.25 EUR" && charge.day?.description == "2021-02-03")
        #expect(charge[.subAccountId] == "/subscriptions/11111111-12ab-34dc-56ef-123456abcdef")
    }
}
