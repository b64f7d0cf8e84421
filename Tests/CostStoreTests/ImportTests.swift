import CostModel
import CostStore
import Testing

@Suite struct ImportTests {
    /// Charges as they are compared: their order is the store's business.
    static func sorted(_ charges: [Charge]) -> [String] { charges.map { "\($0)" }.sorted() }

    static func all(_ store: any CostReader, _ period: Period) async throws -> [Charge] {
        var query = ChargeQuery(period: period, limit: 100)
        var charges: [Charge] = []
        repeat {
            let page = try await store.charges(query)
            charges += page.rows.map(\.charge)
            query.cursor = page.nextCursor
        } while query.cursor != nil
        return charges
    }

    @Test(arguments: Backing.allCases)
    func `charges come back as they were imported, in every column`(backing: Backing) async throws {
        var samples = SampleCharges(seed: 5)
        var charges = samples.month(2025.month(1), count: 350) + samples.month(2025.month(2), count: 50)
        for column in TextColumn.allCases where column != .tags && column != .custom && column != .billingCurrency {
            charges[0][column] = "value of \(column) “é” '"
        }
        for column in AmountColumn.allCases { charges[1][column] = Amount(picos: -123_456_789_012_345_678) }
        charges[2][.billingPeriodEnd] = nil
        charges[3][.chargePeriodEnd] = nil
        for column in AmountColumn.allCases { charges[4][column] = nil }
        charges[5][.pricingQuantity] = Amount(picos: Int128(Int64.max) * 1_000_000)
        charges[6][.chargeDescription] = String(repeating: "long ", count: 4000)
        try await backing.withStore { store in
            try await store.load(charges)
            let period = try #require(Period(start: 2024.month(1).first, end: 2026.month(1).first))
            #expect(Self.sorted(try await Self.all(store, period)) == Self.sorted(charges))
        }
    }

    @Test(arguments: Backing.allCases)
    func `an import replaces the months and sub-accounts that it has, and no other`(backing: Backing) async throws {
        var samples = SampleCharges(seed: 6)
        let (january, february) = (samples.month(2025.month(1), count: 200), samples.month(2025.month(2), count: 200))
        let other = february.filter { $0[.subAccountId] != "sub-1" }
        let new = samples.month(2025.month(2), count: 120).filter { $0[.subAccountId] == "sub-1" }
        let period = try #require(Period(start: 2025.month(1).first, end: 2025.month(3).first))
        try await backing.withStore { store in
            try await store.load(january + february)
            let before = try await store.summary()
            let record = try await store.load(new)
            let expected = january + other + new
            #expect(Self.sorted(try await Self.all(store, period)) == Self.sorted(expected))
            #expect(
                try await store.totals().map(\.amount.picos) == [
                    ExactSumTests.sum(expected, .billedCost, period)["USD"]
                ])
            let summary = try await store.summary()
            #expect(summary.version > before.version)
            #expect(summary.chargeCount == expected.count)
            #expect(record.months == 2025.month(2)...2025.month(2))
            try await Self.expectRestatement(store, record, february, new)
        }
    }

    static func expectRestatement(
        _ store: any CostStore, _ record: ImportRecord, _ before: [Charge], _ after: [Charge]
    ) async throws {
        let period = 2025.month(2).period
        let old = before.filter { $0[.subAccountId] == "sub-1" }
        let restatements = try await store.restatements(of: record.id, limit: 100)
        #expect(restatements.map(\.metric) == [.billed, .contracted, .effective, .list])
        let billed = try #require(restatements.first)
        #expect(billed.subAccount == "sub-1")
        #expect(billed.month == 2025.month(2))
        #expect(billed.old.amount.picos == ExactSumTests.sum(old, .billedCost, period)["USD"])
        #expect(billed.new.amount.picos == ExactSumTests.sum(after, .billedCost, period)["USD"])
    }

    @Test(arguments: Backing.allCases)
    func `a repeated file changes nothing, until its data was replaced`(backing: Backing) async throws {
        var samples = SampleCharges(seed: 8)
        let (first, second) = (samples.month(2025.month(3), count: 90), samples.month(2025.month(3), count: 80))
        try await backing.withStore { store in
            try await store.load(first, digest: "a")
            let version = try await store.summary().version
            #expect(try await store.load(first, digest: "a").isRepeat)
            #expect(try await store.summary().version == version)
            try await store.load(second, digest: "b")
            #expect(try await !store.load(first, digest: "a").isRepeat)
            #expect(Self.sorted(try await Self.all(store, 2025.month(3).period)) == Self.sorted(first))
            #expect(try await store.imports(limit: 10).map(\.digest) == ["a", "b", "a"])
        }
    }

    @Test(arguments: Backing.allCases)
    func `an import that fails leaves everything as it was`(backing: Backing) async throws {
        var samples = SampleCharges(seed: 9)
        let (first, second) = (samples.month(2025.month(3), count: 300), samples.month(2025.month(3), count: 900))
        var bad = second
        bad[700][.billingCurrency] = "Euro"
        try await backing.withStore { store in
            try await store.load(first)
            let before = try await store.summary()
            await #expect(throws: MemorySource.Broken.self) {
                try await store.importCharges(from: MemorySource(second, failsAfter: 4), options: .test)
            }
            let error = await #expect(throws: CostStoreError.self) { try await store.load(bad) }
            #expect(error?.code == .badCharge)
            #expect(try await store.summary() == before)
            #expect(Self.sorted(try await Self.all(store, 2025.month(3).period)) == Self.sorted(first))
            try await store.load(second)
            #expect(Self.sorted(try await Self.all(store, 2025.month(3).period)) == Self.sorted(second))
        }
    }

    @Test(arguments: Backing.allCases)
    func `readers see one version while imports go on`(backing: Backing) async throws {
        var samples = SampleCharges(seed: 10)
        let versions = (0..<6).map { _ in samples.month(2025.month(4), count: 150) }
        let period = 2025.month(4).period
        let allowed = Set(versions.map { ExactSumTests.sum($0, .billedCost, period)["USD"] ?? 0 })
        try await backing.withStore { store in
            try await store.load(versions[0])
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<50 {
                    group.addTask {
                        for _ in 0..<4 {
                            try await store.withSnapshot { snapshot in
                                let query = CostQuery(period: period, metric: .billed)
                                let total = try await snapshot.answer(query).totals.first?.amount.picos
                                var grouped = query
                                grouped.groupBy = [.resource]
                                let other = try await snapshot.answer(grouped).totals.first?.amount.picos
                                #expect(total == other)
                                #expect(allowed.contains(total ?? 0))
                            }
                        }
                    }
                }
                group.addTask { for version in versions { try await store.load(version) } }
                try await group.waitForAll()
            }
        }
    }

    @Test(arguments: Backing.allCases)
    func `sample data leaves when real data comes`(backing: Backing) async throws {
        var samples = SampleCharges(seed: 13)
        let sample = samples.month(2025.month(5), count: 120)
        let real = samples.month(2025.month(6), count: 80)
        try await backing.withStore { store in
            var options = ImportOptions.test
            options.isSample = true
            _ = try await store.importCharges(from: MemorySource(sample, digest: "s"), options: options)
            #expect(try await store.summary().hasSampleData)
            try await store.load([])
            #expect(try await store.summary().chargeCount == sample.count)
            try await store.load(real)
            let summary = try await store.summary()
            #expect(!summary.hasSampleData)
            #expect(summary.chargeCount == real.count)
            let period = try #require(Period(start: 2025.month(5).first, end: 2025.month(7).first))
            #expect(Self.sorted(try await Self.all(store, period)) == Self.sorted(real))
            let sums = ExactSumTests.sum(real, .billedCost, period)
            for grouping in ExactSumTests.groupings {
                let answer = try await store.answer(CostQuery(period: period, metric: .billed, groupBy: grouping))
                #expect(answer.totals.map(\.amount.picos) == [sums["USD"]], "\(grouping)")
            }
        }
    }

    @Test func `a store that is open for recording keeps records and no charges, beside the one that imports`()
        async throws
    {
        try await Folder.with { folder in
            let path = folder + "/costs.sqlite"
            let recorder = try await CostStores.sqlite(path: path, access: .recording)
            let importer = try await CostStores.sqlite(path: path)
            #expect(CostStores.importer(sqlite: path)?.contains("process") == true)
            var samples = SampleCharges(seed: 14)
            try await importer.load(samples.month(2025.month(5), count: 10))
            let document = StoredDocument(
                kind: .alert, id: "a", status: "open", body: "{}", moment: Instant(seconds: 0))
            try await recorder.save(document)
            #expect(try await recorder.summary().chargeCount == 10)
            let error = await #expect(throws: CostStoreError.self) { try await recorder.load([]) }
            #expect(error?.code == .readOnly)
            await importer.close()
            #expect(CostStores.importer(sqlite: path) == nil)
            await recorder.close()
        }
    }
}
