import CostModel
import CostStore
import PostgresTestSupport
import Testing

/// The schema is brought up to date once, however many begin at the same time.
@Suite struct MigrationTests {
    private static func all(_ open: @escaping @Sendable () async throws -> any CostStore) async throws {
        let stores = try await withThrowingTaskGroup(of: (any CostStore).self) { group in
            for _ in 0..<6 { group.addTask { try await open() } }
            var stores: [any CostStore] = []
            for try await store in group { stores.append(store) }
            return stores
        }
        for store in stores {
            #expect(try await store.summary().chargeCount == 0)
            await store.close()
        }
    }

    @Test func `several that open a new store at once find it complete`() async throws {
        try await Folder.with { folder in
            let path = folder + "/costs.sqlite"
            try await Self.all { try await CostStores.sqlite(path: path, access: .recording) }
            #expect(try await CostStores.status(sqlite: path).isCurrent)
        }
        let configuration = PostgresConfiguration(connection: try PostgresServer.shared().newDatabase())
        try await Self.all { try await CostStores.postgres(configuration) }
        #expect(try await CostStores.status(postgres: configuration).isCurrent)
    }
}
