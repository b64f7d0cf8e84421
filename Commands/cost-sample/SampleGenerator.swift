import CostModel

/// Makes charges of a company that does not exist, the same ones for the same seed: FOCUS 1.2 with all its columns,
/// month after month, with commitments, credits, taxes and rows that nobody has tagged.
struct SampleGenerator {
    private let rows: Int
    private let months: Int
    private let first: Month
    private let estate: SampleEstate
    private var random: SampleRandom
    private var made = 0

    init(rows: Int, months: Int, first: Month, seed: UInt64) {
        self.rows = rows
        self.months = max(1, months)
        self.first = first
        estate = SampleEstate(rows: rows)
        random = SampleRandom(seed: seed)
    }

    /// The next charge; `nil` when there are enough. Rows are in the order of their months.
    mutating func next() -> Charge? {
        guard made < rows else { return nil }
        let month = first.adding(made * months / rows)
        made += 1
        let resource = random.skewed(below: estate.resources)
        let product = SampleEstate.products[resource % SampleEstate.products.count]
        var charge = Charge()
        setPeriod(month, in: &charge)
        setAccount(resource, month: month, in: &charge)
        setResource(resource, product, in: &charge)
        setPrice(product, in: &charge)
        switch made % 500 {
        case 1: makePurchase(&charge)
        case 2: makeCredit(&charge)
        case 3: makeTax(&charge)
        case 4..<80: cover(&charge, resource: resource)
        default: break
        }
        return charge
    }

    private mutating func setPeriod(_ month: Month, in charge: inout Charge) {
        let day = month.first.adding(days: Int.random(in: 0..<month.length, using: &random))
        charge[.billingPeriodStart] = month.first.start
        charge[.billingPeriodEnd] = month.adding(1).first.start
        charge[.chargePeriodStart] = day.start
        charge[.chargePeriodEnd] = day.adding(days: 1).start
    }

    private func setAccount(_ resource: Int, month: Month, in charge: inout Charge) {
        let subscription = resource % estate.subscriptions
        charge[.billingAccountId] = "8a1b2c3d-0000-4a00-9000-000000000001"
        charge[.billingAccountName] = "Example Company"
        charge[.billingAccountType] = "Billing Profile"
        charge[.subAccountId] = "/subscriptions/" + Self.guid(subscription)
        charge[.subAccountName] = "\(SampleEstate.environments[subscription % 4])-\(subscription)"
        charge[.subAccountType] = "Subscription"
        charge[.invoiceId] = "G\(month.number)001"
        charge[.invoiceIssuerName] = "Microsoft"
        charge[.providerName] = "Microsoft"
        charge[.publisherName] = "Microsoft"
        charge[.billingCurrency] = "USD"
        charge[.pricingCurrency] = "USD"
    }

    private func setResource(_ resource: Int, _ product: SampleEstate.Product, in charge: inout Charge) {
        let region = SampleEstate.regions[resource % SampleEstate.regions.count]
        let department = SampleEstate.departments[resource % 61 % SampleEstate.departments.count]
        let group = "rg-\(department.lowercased())-\(resource % 40)"
        let name = "res-\(resource)"
        let id = "\(charge[.subAccountId] ?? "")/resourcegroups/\(group)/providers/\(product.provider)/\(name)"
        charge[.resourceId] = id
        charge[.resourceName] = name
        charge[.resourceType] = product.resourceType
        charge[.regionId] = region.0
        charge[.regionName] = region.1
        charge[.availabilityZone] = "\(resource % 3 + 1)"
        charge[.serviceName] = product.service
        charge[.serviceCategory] = product.category
        charge[.serviceSubcategory] = product.subcategory
        guard !resource.isMultiple(of: 7) else { return }
        charge.tags = Tags([
            "env": SampleEstate.environments[resource % 4], "department": department,
            "cost-center": "\(1000 + resource % 25)",
            "app": "app-\(resource % 97)",
        ])
    }

    private mutating func setPrice(_ product: SampleEstate.Product, in charge: inout Charge) {
        let quantity = Amount(picos: Int128(Int.random(in: 1...24_000_000, using: &random)) * 1_000_000)
        let list = (try? Amount(product.price)) ?? .one
        let negotiated = (try? list.multiplied(by: Amount("0.93"))) ?? list
        let cost = (try? negotiated.multiplied(by: quantity)) ?? .zero
        charge[.chargeCategory] = "Usage"
        charge[.chargeFrequency] = "Usage-Based"
        charge[.pricingCategory] = "Standard"
        charge[.chargeDescription] = "\(product.service) - \(product.meter) - \(charge[.regionName] ?? "")"
        charge[.skuId] = "DZH318Z0" + String(product.meter.utf8.reduce(5381) { ($0 * 33 + Int($1)) % 100_000_000 })
        charge[.skuMeter] = product.meter
        charge[.skuPriceId] = (charge[.skuId] ?? "") + "/0042"
        charge[.skuPriceDetails] = #"{"x_Meter":"\#(product.meter)","x_Region":"\#(charge[.regionId] ?? "")"}"#
        charge[.pricingUnit] = product.unit
        charge[.consumedUnit] = product.unit
        charge[.pricingQuantity] = quantity
        charge[.consumedQuantity] = quantity
        charge[.listUnitPrice] = list
        charge[.contractedUnitPrice] = negotiated
        charge[.pricingCurrencyListUnitPrice] = list
        charge[.pricingCurrencyContractedUnitPrice] = negotiated
        charge[.listCost] = try? list.multiplied(by: quantity)
        charge[.contractedCost] = cost
        charge[.billedCost] = cost
        charge[.effectiveCost] = cost
        charge[.pricingCurrencyEffectiveCost] = cost
    }

    static func guid(_ number: Int) -> String {
        let digits = String(number)
        return "11111111-1111-4111-8111-" + String(repeating: "0", count: max(0, 12 - digits.utf8.count)) + digits
    }
}
