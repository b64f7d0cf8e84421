import CostModel
import CostStore
import Testing

@Suite struct DepartmentTests {
    @Test(arguments: Backing.allCases)
    func `new rules restate old months and keep every total`(backing: Backing) async throws {
        var samples = SampleCharges(seed: 21)
        let charges = samples.month(2025.month(1), count: 400) + samples.month(2025.month(2), count: 400)
        let first = DepartmentRules()
        let second = DepartmentRules(
            version: 2, validFrom: 2025.month(2).first,
            chain: [.resourceGroup([NamePattern("rg-*", department: "Platform")]), .tag("team")],
            aliases: ["red": "Red"])
        try await backing.withStore { store in
            try await store.load(charges)
            let before = (try await store.totals(), try await store.totals(.effective))
            try await store.restateDepartments(DepartmentRuleBook([first, second]))
            #expect(try await store.totals() == before.0)
            #expect(try await store.totals(.effective) == before.1)
            #expect(try await store.departmentRules() == DepartmentRuleBook([first, second]))
            for (month, rules) in [(2025.month(1), first), (2025.month(2), second)] {
                try await Self.expect(store, charges, month, rules)
            }
            try await store.load(charges)
            try await Self.expect(store, charges, 2025.month(2), second)
        }
    }

    /// Compares with departments that are found charge by charge, in the rollups and in the charges.
    static func expect(
        _ store: any CostStore, _ charges: [Charge], _ month: Month, _ rules: DepartmentRules
    ) async throws {
        var expected: [String: Int128] = [:]
        for charge in charges where charge.day.map(month.period.contains) == true {
            expected[rules.department(of: DepartmentTraits(charge)).name, default: 0] += charge[.billedCost]?.picos ?? 0
        }
        for extra in [[], [CostDimension.region], [.resource]] {
            let query = CostQuery(period: month.period, metric: .billed, groupBy: [.department] + extra, limit: 10_000)
            var sums: [String: Int128] = [:]
            for row in try await store.answer(query).rows {
                sums[row.values[0] ?? "", default: 0] += row.cost.amount.picos
            }
            #expect(sums == expected, "\(month) \(extra)")
        }
        for row in try await store.charges(ChargeQuery(period: month.period, limit: 500)).rows {
            #expect(row.department == rules.department(of: DepartmentTraits(row.charge)))
        }
    }

    @Test(arguments: Backing.allCases)
    func `coverage weighs tags by money, whatever the case of their keys`(backing: Backing) async throws {
        var samples = SampleCharges(seed: 22)
        let charges = samples.month(2025.month(6), count: 300)
        try await backing.withStore { store in
            try await store.load(charges)
            let found = try await store.tagCoverage(
                keys: ["TEAM", "nowhere"], period: 2025.month(6).period, metric: .billed, groupBy: nil, filters: [])
            let tagged = charges.filter { $0.tags.value(anyCase: "team") != nil }
            #expect(found.map(\.key) == ["TEAM", "nowhere"])
            #expect(found[0].tagged.amount.picos == tagged.reduce(0) { $0 + ($1[.billedCost]?.picos ?? 0) })
            #expect(found[1].tagged.amount == .zero)
            #expect(found[0].total == found[1].total)
            #expect(try await store.values(DimensionQuery(.tag(""))) == ["env", "team", "ünïcode"])
            #expect(try await store.values(DimensionQuery(.tag("Env"))) == ["prod", "test"])
            #expect(try await store.values(DimensionQuery(.service, search: "STOR")) == ["Storage"])
            #expect(try await store.values(DimensionQuery(.service, search: "%")).isEmpty)
        }
    }
}
