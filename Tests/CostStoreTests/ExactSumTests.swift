import CostModel
import CostStore
import Testing

@Suite struct ExactSumTests {
    static let groupings: [[CostDimension]] = [
        [], [.department], [.service], [.subAccount], [.service, .region],
        [.department, .resourceGroup, .chargeCategory],
        [.resource], [.tag("team")], [.tag("ENV"), .service], [.serviceCategory], [.provider], [.departmentSource],
    ]

    /// What the charges themselves add up to.
    static func sum(_ charges: [Charge], _ column: AmountColumn, _ period: Period) -> [String: Int128] {
        var sums: [String: Int128] = [:]
        for charge in charges where charge.day.map(period.contains) == true {
            sums[charge[.billingCurrency] ?? "", default: 0] += charge[column]?.picos ?? 0
        }
        return sums
    }

    @Test(arguments: Backing.allCases)
    func `the rows of any grouping add up to the total, to the last digit`(backing: Backing) async throws {
        var samples = SampleCharges(seed: 7)
        let months = [2025.month(1), 2025.month(2), 2025.month(3)]
        let charges = months.flatMap { samples.month($0, count: 400, currencies: ["USD", "EUR"]) }
        let whole = try #require(Period(start: 2025.month(1).first, end: 2025.month(4).first))
        let ragged = try #require(
            Period(start: 2025.month(1).first.adding(days: 10), end: 2025.month(3).first.adding(days: 4)))
        try await backing.withStore { store in
            try await store.load(charges)
            for period in [whole, ragged] {
                for granularity in CostGranularity.allCases {
                    for (metric, column) in [(CostMetric.billed, AmountColumn.billedCost), (.list, .listCost)] {
                        let expected = Self.sum(charges, column, period)
                        for grouping in Self.groupings {
                            let query = CostQuery(
                                period: period, metric: metric, groupBy: grouping, granularity: granularity,
                                limit: 10_000)
                            let answer = try await store.answer(query)
                            var sums: [String: Int128] = [:]
                            for row in answer.rows { sums[row.cost.currency.code, default: 0] += row.cost.amount.picos }
                            #expect(sums == expected, "\(grouping) \(granularity) \(metric) \(period)")
                            #expect(
                                answer.totals.map(\.amount.picos) == expected.sorted { $0.key < $1.key }.map(\.value))
                        }
                    }
                }
            }
        }
    }

    @Test(arguments: Backing.allCases)
    func `a filter keeps exactly the charges that it names`(backing: Backing) async throws {
        var samples = SampleCharges(seed: 11)
        let charges = samples.month(2025.month(5), count: 500)
        let period = 2025.month(5).period
        try await backing.withStore { store in
            try await store.load(charges)
            let cases: [([CostFilter], (Charge) -> Bool)] = [
                ([CostFilter(.service, in: ["Storage"])], { $0[.serviceName] == "Storage" }),
                ([CostFilter(.service, in: ["Storage"], excludes: true)], { $0[.serviceName] != "Storage" }),
                ([CostFilter(.resourceGroup, in: [nil, "rg-ml"])], { [nil, "rg-ml"].contains($0[.resourceGroup]) }),
                ([CostFilter(.tag("Team"), in: ["red"])], { $0.tags.value(anyCase: "team") == "red" }),
                ([CostFilter(.resource, in: ["/resource/7"])], { $0[.resourceId] == "/resource/7" }),
                ([CostFilter(.service, in: ["nothing"])], { _ in false }),
                (
                    [CostFilter(.service, in: ["Storage"]), CostFilter(.region, in: ["eastus"])],
                    { $0[.serviceName] == "Storage" && $0[.regionId] == "eastus" }
                ),
            ]
            for (filters, keeps) in cases {
                let kept = charges.filter(keeps)
                let answer = try await store.answer(CostQuery(period: period, metric: .billed, filters: filters))
                #expect(answer.chargeCount == kept.count, "\(filters)")
                #expect(answer.totals.first?.amount.picos ?? 0 == Self.sum(kept, .billedCost, period)["USD"] ?? 0)
                let page = try await store.charges(ChargeQuery(period: period, filters: filters))
                #expect(page.rows.count == kept.count)
            }
        }
    }

    @Test(arguments: Backing.allCases)
    func `pages give every row once, in order`(backing: Backing) async throws {
        var samples = SampleCharges(seed: 3)
        let charges = samples.month(2025.month(5), count: 300)
        try await backing.withStore { store in
            try await store.load(charges)
            var query = CostQuery(period: 2025.month(5).period, groupBy: [.service, .region, .resourceGroup], limit: 7)
            var rows: [CostAnswer.Row] = []
            repeat {
                let answer = try await store.answer(query)
                rows += answer.rows
                query.cursor = answer.nextCursor
                #expect(answer.isTruncated == (answer.nextCursor != nil))
            } while query.cursor != nil
            #expect(rows.count == Set(rows.map(\.values)).count)
            #expect(rows.map(\.cost.amount) == rows.map(\.cost.amount).sorted(by: >))
            query.cursor = "0.7"
            await #expect(throws: CostStoreError.self) { try await store.answer(query) }
        }
    }
}
