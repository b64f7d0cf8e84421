import CostModel
import CostStore
import Testing

@Suite struct RecordTests {
    let now = Instant(seconds: 1_765_000_000)

    @Test(arguments: Backing.allCases)
    func `budgets and documents are added, replaced and removed`(backing: Backing) async throws {
        try await backing.withStore { store in
            let currency = try #require(Currency("EUR"))
            var budget = Budget(
                id: "b1", name: "Team", amount: Money(Amount(1000), currency), start: 2025.month(1).first,
                filters: [CostFilter(.tag("team"), in: ["red", nil])])
            try await store.save(budget)
            budget.thresholds = [50]
            budget.end = 2026.month(1).first
            try await store.save(budget)
            #expect(try await store.budgets() == [budget])
            #expect(try await store.removeBudget(id: "b1"))
            #expect(try await !store.removeBudget(id: "b1"))
            let document = StoredDocument(kind: .alert, id: "a", status: "open", body: "{\"a\":\"'?\"}", moment: now)
            try await store.save(document)
            #expect(try await store.documents(.alert, status: "open", limit: 5) == [document])
            #expect(try await store.documents(.alert, status: "closed", limit: 5).isEmpty)
            #expect(try await store.documents(.alertRule, status: nil, limit: 5).isEmpty)
            #expect(try await store.removeDocument(.alert, id: "a"))
        }
    }

    @Test(arguments: Backing.allCases)
    func `evidence says whether the data is still that of the answer`(backing: Backing) async throws {
        try await backing.withStore { store in
            var samples = SampleCharges(seed: 31)
            let charges = samples.month(2025.month(7), count: 20)
            try await store.load(charges)
            let query = ChargeQuery(period: 2025.month(7).period, filters: [CostFilter(.service, in: ["Storage"])])
            let version = try await store.summary().version
            let draft = Evidence.Draft(tool: "cost_query", arguments: "{}", charges: query, version: version)
            let saved = try await store.save(draft, at: now)
            #expect(try await store.save(draft, at: now).id == saved.id)
            let found = try #require(await store.evidence(saved.id))
            #expect(found.draft.charges.filters == query.filters)
            #expect(found.isCurrent)
            try await store.load(charges)
            #expect(try await store.evidence(saved.id)?.isCurrent == false)
            #expect(try await store.evidence("nothing") == nil)
        }
    }

    @Test(arguments: Backing.allCases)
    func `usage is kept by day, exactly`(backing: Backing) async throws {
        try await backing.withStore { store in
            let points = (0..<3).map { index in
                UsagePoint(day: 2025.month(1).first.adding(days: index), value: Amount(picos: Int128(index) << 70))
            }
            try await store.save(points, metric: "requests")
            try await store.save([UsagePoint(day: points[1].day, value: .one)], metric: "requests")
            let found = try await store.usage(metric: "requests", period: 2025.month(1).period)
            #expect(found.map(\.value) == [points[0].value, .one, points[2].value])
            #expect(try await store.usageMetrics() == ["requests"])
        }
    }
}
