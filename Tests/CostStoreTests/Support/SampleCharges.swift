import CostModel
import CostStore
import Locking

/// Charges made from a seed, with everything that real ones vary in.
struct SampleCharges {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    }

    mutating func next(below bound: Int) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Int(state % UInt64(bound))
    }

    mutating func pick<Value>(_ values: [Value]) -> Value { values[next(below: values.count)] }

    /// Charges of a month, of `accounts` sub-accounts.
    mutating func month(_ month: Month, count: Int, accounts: Int = 3, currencies: [String] = ["USD"]) -> [Charge] {
        (0..<count).map { _ in charge(month, accounts, currencies) }
    }

    private mutating func charge(_ month: Month, _ accounts: Int, _ currencies: [String]) -> Charge {
        var charge = Charge()
        let account = next(below: accounts)
        let start = month.first.adding(days: next(below: month.length)).start.seconds + Int64(next(below: 24) * 3600)
        charge[.chargePeriodStart] = Instant(seconds: start)
        charge[.chargePeriodEnd] = Instant(seconds: start + 3600)
        charge[.billingPeriodStart] = month.first.start
        charge[.billingPeriodEnd] = month.adding(1).first.start
        charge[.billingAccountId] = "billing-1"
        charge[.subAccountId] = "sub-\(account)"
        charge[.subAccountName] = "Subscription \(account)"
        charge[.billingCurrency] = currencies[account % currencies.count]
        charge[.providerName] = "Microsoft"
        charge[.serviceName] = pick(["Storage", "Virtual Machines", "SQL Database", "Bandwidth"])
        charge[.serviceCategory] = pick(["Storage", "Compute", "Databases"])
        charge[.resourceGroup] = pick([nil, "rg-web", "rg-data", "rg-ml"])
        charge[.regionId] = pick([nil, "westeurope", "eastus"])
        charge[.resourceId] = "/resource/\(next(below: 40))"
        charge[.chargeCategory] = pick(["Usage", "Usage", "Purchase", "Credit"])
        charge[.chargeDescription] = "Description \(next(below: 9))"
        charge[.skuId] = "SKU\(next(below: 12))"
        setAmounts(&charge)
        setTags(&charge)
        return charge
    }

    private mutating func setAmounts(_ charge: inout Charge) {
        let picos = Int128(next(below: 1 << 50)) - (1 << 48)
        charge[.billedCost] = Amount(picos: picos)
        charge[.effectiveCost] = Amount(picos: picos / 3)
        charge[.listCost] = next(below: 4) == 0 ? nil : Amount(picos: picos * 2 + 1)
        charge[.contractedCost] = Amount(picos: picos)
        charge[.listUnitPrice] = Amount(picos: Int128(next(below: 5) * 250_000_000))
        charge[.pricingQuantity] = Amount(picos: Int128(next(below: 1 << 40)))
        charge[.consumedQuantity] = next(below: 2) == 0 ? nil : Amount(picos: Int128(next(below: 1 << 60)) * 100_000)
    }

    private mutating func setTags(_ charge: inout Charge) {
        switch next(below: 4) {
        case 0: break
        case 1: charge.tags = Tags(["Team": pick(["red", "blue"]), "env": "prod"])
        case 2: charge.tags = Tags(["team": "Red \"quoted\"", "ünïcode": "✓"])
        default: charge.tags = Tags(["env": pick(["prod", "test"])])
        }
        if next(below: 3) == 0 { charge.custom = Tags(["x_Note": "n\(next(below: 5))"]) }
    }
}

/// Gives charges from memory in small batches, with a dictionary that is soon full.
final class MemorySource: ChargeSource {
    struct Broken: Error {}

    let name: String
    private let digestText: String?
    private let failsAfter: Int?
    private let gate: (@Sendable (Int) -> Void)?
    private let state: Locked<State>

    private struct State {
        var charges: ArraySlice<Charge>
        var builder: ChargeBatchBuilder
        var batchCount = 0
    }

    init(
        _ charges: [Charge], name: String = "memory", digest: String? = nil, batch: Int = 97, texts: Int = 300,
        failsAfter: Int? = nil, gate: (@Sendable (Int) -> Void)? = nil
    ) {
        self.name = name
        digestText = digest
        self.failsAfter = failsAfter
        self.gate = gate
        let limits = ChargeBatchBuilder.Limits(rows: batch, texts: texts)
        state = Locked(State(charges: charges[...], builder: ChargeBatchBuilder(limits: limits)))
    }

    func next() throws -> ChargeBatch? {
        let (batch, count) = state.withLock { state in
            while !state.builder.isFull, let charge = state.charges.popFirst() { state.builder.append(charge) }
            state.batchCount += 1
            return (state.builder.take(), state.batchCount)
        }
        gate?(count)
        if let failsAfter, count > failsAfter { throw Broken() }
        return batch
    }

    func digest() throws -> String? { digestText }
}

extension Int {
    /// January of this year and so on.
    func month(_ month: Int) -> Month { Month(year: self, month: month) }
}
