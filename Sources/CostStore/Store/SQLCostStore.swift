import CostModel

/// The store on either database.
struct SQLCostStore: CostStore, SQLReading {
    /// Answers questions; of a replica where there is one.
    let readers: ConnectionPool
    /// Writes what is small.
    let writers: ConnectionPool
    /// Imports; a single connection, so that one import runs at a time.
    let loaders: ConnectionPool
    /// What it was opened for.
    let access: StoreAccess
    /// Kept for as long as the store lives.
    let lock: StoreLock?

    func read<Result: Sendable>(
        _ body: @Sendable (any SQLConnection) throws(CostStoreError) -> Result
    ) async throws(CostStoreError) -> Result {
        try await readers.run { connection throws(CostStoreError) in
            try connection.transaction(connection.dialect.beginReading) { () throws(CostStoreError) in
                try body(connection)
            }
        }
    }

    private func write<Result: Sendable>(
        _ body: @Sendable (Records) throws(CostStoreError) -> Result
    ) async throws(CostStoreError) -> Result {
        try await writers.run { connection throws(CostStoreError) in
            try connection.transaction { () throws(CostStoreError) in try body(Records(connection)) }
        }
    }

    func withSnapshot<Result: Sendable>(
        _ body: @Sendable (any CostReader) async throws -> Result
    ) async throws -> Result {
        try await readers.withConnection { connection in
            // SQLite's snapshot begins with the first thing that is read, hence the query.
            try await connection.run { connection throws(CostStoreError) in
                try connection.script(connection.dialect.beginReading)
                try connection.run("SELECT version FROM store_state")
            }
            do {
                let result = try await body(Snapshot(connection: connection))
                try await connection.run { connection throws(CostStoreError) in try connection.script("COMMIT") }
                return result
            } catch {
                try? await connection.run { connection throws(CostStoreError) in try connection.script("ROLLBACK") }
                throw error
            }
        }
    }

    func importCharges(from source: any ChargeSource, options: ImportOptions) async throws -> ImportRecord {
        try access.requireImporting()
        return try await loaders.withConnection { connection in
            try await connection.runUntilCancelled { connection throws(CostStoreError) in
                try Self.takeTurn(connection)
            }
            do {
                let record = try await ImportSession(source: source, options: options, connection: connection).run()
                try? await connection.run { connection throws(CostStoreError) in try Self.endTurn(connection) }
                return record
            } catch {
                try? await connection.run { connection throws(CostStoreError) in try Self.endTurn(connection) }
                throw error
            }
        }
    }

    func restateDepartments(_ rules: DepartmentRuleBook) async throws(CostStoreError) {
        try access.requireImporting()
        try await loaders.run { connection throws(CostStoreError) in
            try Self.takeTurn(connection)
            do throws(CostStoreError) {
                try DepartmentRestatement(connection: connection).run(rules)
            } catch {
                try? Self.endTurn(connection)
                throw error
            }
            try Self.endTurn(connection)
        }
    }

    /// Waits until no other process imports. Where the connection is lost, PostgreSQL ends the turn by itself.
    private static func takeTurn(_ connection: any SQLConnection) throws(CostStoreError) {
        guard connection.dialect == .postgres else { return }
        try connection.script("SET statement_timeout = 0")
        try connection.run("SELECT pg_advisory_lock(\(Migrator.importLock))")
    }

    private static func endTurn(_ connection: any SQLConnection) throws(CostStoreError) {
        guard connection.dialect == .postgres else { return }
        try connection.run("SELECT pg_advisory_unlock(\(Migrator.importLock))")
    }

    func save(_ evidence: Evidence.Draft, at moment: Instant) async throws(CostStoreError) -> Evidence {
        try await write { records throws(CostStoreError) in try records.save(evidence, at: moment) }
    }

    func save(_ budget: Budget) async throws(CostStoreError) {
        try await write { records throws(CostStoreError) in try records.save(budget) }
    }

    func removeBudget(id: String) async throws(CostStoreError) -> Bool {
        try await write { records throws(CostStoreError) in
            try records.remove(from: "budgets", where: "id = ?", [.text(id)])
        }
    }

    func save(_ document: StoredDocument) async throws(CostStoreError) {
        try await write { records throws(CostStoreError) in try records.save(document) }
    }

    func removeDocument(_ kind: StoredDocument.Kind, id: String) async throws(CostStoreError) -> Bool {
        try await write { records throws(CostStoreError) in
            try records.remove(from: "documents", where: "kind = ? AND id = ?", [.text(kind.rawValue), .text(id)])
        }
    }

    func save(_ points: [UsagePoint], metric: String) async throws(CostStoreError) {
        try await write { records throws(CostStoreError) in try records.save(points, metric: metric) }
    }

    func close() async {
        await readers.close()
        await writers.close()
        await loaders.close()
        lock?.release()
    }
}
