import CostModel

/// Everything that is asked, once for both databases: who conforms says only on which connection.
protocol SQLReading: CostReader {
    func read<Result: Sendable>(
        _ body: @Sendable (any SQLConnection) throws(CostStoreError) -> Result
    ) async throws(CostStoreError) -> Result
}

extension SQLReading {
    func answer(_ query: CostQuery) async throws(CostStoreError) -> CostAnswer {
        try await read { connection throws(CostStoreError) in
            try CostAnswering(connection: connection).answer(query)
        }
    }

    func values(_ query: DimensionQuery) async throws(CostStoreError) -> [String] {
        try await read { connection throws(CostStoreError) in
            try DimensionReading(connection: connection).values(query)
        }
    }

    func tagCoverage(
        keys: [String], period: Period, metric: CostMetric, groupBy: CostDimension?, filters: [CostFilter]
    ) async throws(CostStoreError) -> [TagCoverage] {
        try await read { connection throws(CostStoreError) in
            try DimensionReading(connection: connection).coverage(
                keys: keys, period: period, metric: metric, groupBy: groupBy, filters: filters)
        }
    }

    func charges(_ query: ChargeQuery) async throws(CostStoreError) -> ChargePage {
        try await read { connection throws(CostStoreError) in try ChargeReading(connection: connection).page(query) }
    }

    func customColumns(_ query: ChargeQuery) async throws(CostStoreError) -> [String] {
        try await read { connection throws(CostStoreError) in
            try ChargeReading(connection: connection).customColumns(query)
        }
    }

    func totals(ofImport id: Int64) async throws(CostStoreError) -> [ImportTotal] {
        try await read { connection throws(CostStoreError) in try Records(connection).totals(ofImport: id) }
    }

    func version() async throws(CostStoreError) -> DataVersion {
        try await read { connection throws(CostStoreError) in try Records(connection).version() }
    }

    func summary() async throws(CostStoreError) -> StoreSummary {
        try await read { connection throws(CostStoreError) in try Records(connection).summary() }
    }

    func imports(limit: Int) async throws(CostStoreError) -> [ImportRecord] {
        try await read { connection throws(CostStoreError) in try Records(connection).imports(limit: limit) }
    }

    func restatements(of importID: Int64?, limit: Int) async throws(CostStoreError) -> [Restatement] {
        try await read { connection throws(CostStoreError) in
            try Records(connection).restatements(of: importID, limit: limit)
        }
    }

    func evidence(_ id: String) async throws(CostStoreError) -> Evidence? {
        try await read { connection throws(CostStoreError) in try Records(connection).evidence(id) }
    }

    func budgets() async throws(CostStoreError) -> [Budget] {
        try await read { connection throws(CostStoreError) in try Records(connection).budgets() }
    }

    func documents(
        _ kind: StoredDocument.Kind, status: String?, limit: Int
    ) async throws(CostStoreError) -> [StoredDocument] {
        try await read { connection throws(CostStoreError) in
            try Records(connection).documents(kind, status: status, limit: limit)
        }
    }

    func usage(metric: String, period: Period) async throws(CostStoreError) -> [UsagePoint] {
        try await read { connection throws(CostStoreError) in
            try Records(connection).usage(metric: metric, period: period)
        }
    }

    func usageMetrics() async throws(CostStoreError) -> [String] {
        try await read { connection throws(CostStoreError) in try Records(connection).usageMetrics() }
    }

    func departmentRules() async throws(CostStoreError) -> DepartmentRuleBook {
        try await read { connection throws(CostStoreError) in try Records(connection).departmentRules() }
    }
}

/// Answers from the connection that a snapshot has, in whose transaction everything is of one version.
struct Snapshot: SQLReading {
    let connection: ConnectionThread

    func read<Result: Sendable>(
        _ body: @Sendable (any SQLConnection) throws(CostStoreError) -> Result
    ) async throws(CostStoreError) -> Result {
        try await connection.runUntilCancelled(body)
    }
}
