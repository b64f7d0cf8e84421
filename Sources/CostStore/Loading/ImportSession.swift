import CostModel

/// An import on its way: reads on one thread while the batch before is loaded on the connection's.
struct ImportSession {
    let source: any ChargeSource
    let options: ImportOptions
    let connection: ConnectionThread

    func run() async throws -> ImportRecord {
        let reader = SourceThread(source)
        do {
            if let record = try await known(reader) {
                await reader.close()
                return record
            }
            try await begin()
            try await load(reader)
            let digest = try await reader.digest()
            await reader.close()
            return try await finish(digest)
        } catch {
            await reader.close()
            try? await connection.run { connection throws(CostStoreError) in
                connection.loader = nil
                try Cleanup.run(connection)
            }
            throw error
        }
    }

    /// The record of an earlier import of the same data. It is looked for only when something of that name was imported
    /// before: most files are new, and would be read twice.
    private func known(_ reader: SourceThread) async throws -> ImportRecord? {
        let isNameKnown = try await connection.run { connection throws(CostStoreError) in
            try connection.row("SELECT 1 FROM imports WHERE source = ? LIMIT 1", [.text(source.name)]) != nil
        }
        guard isNameKnown, let digest = try await reader.digestBeforehand() else { return nil }
        return try await repeated(digest)
    }

    /// The record of an earlier import of the same data, if all of it still stands.
    private func repeated(_ digest: String) async throws -> ImportRecord? {
        try await connection.run { connection throws(CostStoreError) in
            try Records(connection).standingImport(digest)
        }
    }

    private func begin() async throws {
        try await connection.run { connection throws(CostStoreError) in
            try Cleanup.run(connection)
            let sql = "SELECT max(id), (SELECT max(import) FROM slices) FROM imports"
            let row = try connection.row(sql)
            let id = 1 + max(row?.integer(0) ?? 0, row?.integer(1) ?? 0)
            let rules = try Records(connection).departmentRules()
            connection.loader = try ChargeLoader(importID: id, rules: rules, connection: connection)
        }
    }

    private func load(_ reader: SourceThread) async throws {
        var next = try await reader.next()
        while let batch = next {
            async let following = reader.next()
            let count = try await connection.run { connection throws(CostStoreError) in
                let loader = try connection.currentLoader()
                try connection.transaction { () throws(CostStoreError) in try loader.load(batch, connection) }
                return loader.chargeCount
            }
            options.progress(count)
            try Task.checkCancellation()
            next = try await following
        }
    }

    private func finish(_ digest: String?) async throws -> ImportRecord {
        if let digest, let record = try await repeated(digest) {
            try await connection.run { connection throws(CostStoreError) in try Cleanup.run(connection) }
            return record
        }
        return try await connection.run { connection throws(CostStoreError) in
            let loader = try connection.currentLoader()
            try connection.transaction { () throws(CostStoreError) in try loader.rollups.flush(to: connection) }
            try RollupJoining(connection: connection).run(importID: loader.importID)
            let record = try connection.transaction { () throws(CostStoreError) in
                return try Publisher(connection: connection).publish(
                    loader, source: source.name, digest: digest, options)
            }
            connection.loader = nil
            // The import stands; what it replaced is removed now, or before the next one.
            try? Cleanup.run(connection)
            if connection.dialect == .postgres { try? connection.script("ANALYZE") }
            return record
        }
    }
}

/// Reads a source on a thread of its own.
actor SourceThread {
    private let executor = ThreadExecutor(name: "import")
    private let source: any ChargeSource

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    init(_ source: any ChargeSource) {
        self.source = source
    }

    func next() throws -> ChargeBatch? { try source.next() }

    func digest() throws -> String? { try source.digest() }

    func digestBeforehand() throws -> String? { try source.digestBeforehand() }

    func close() { executor.end() }
}
