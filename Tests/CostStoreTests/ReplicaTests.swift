import CostModel
import CostStore
import PostgresTestSupport
import Testing

/// A real standby that follows the server: it answers the questions, and everything is written to the server.
@Suite struct ReplicaTests {
    @Test func `questions go to the replica, and go on when the server is away`() async throws {
        let primary = try PostgresServer()
        let settings = try primary.newDatabase()
        await (try CostStores.postgres(PostgresConfiguration(connection: settings))).close()
        let standby = try PostgresServer(following: primary)
        let replica = settings.replacing(":\(primary.port)/", with: ":\(standby.port)/")
        let store = try await CostStores.postgres(PostgresConfiguration(connection: settings, replica: replica))
        var samples = SampleCharges(seed: 53)
        let charges = samples.month(2025.month(8), count: 100)
        try await store.load(charges)
        try await store.save([UsagePoint(day: Day(number: 20_000), value: .one)], metric: "orders")
        while try await store.usageMetrics().isEmpty { await Task.yield() }
        #expect(try await store.summary().chargeCount == charges.count)
        try primary.stop()
        #expect(try await store.summary().chargeCount == charges.count)
        let lost = await #expect(throws: CostStoreError.self) { try await store.load(charges) }
        #expect(lost?.code == .connectionLost || lost?.code == .unavailable, "\(lost?.message ?? "it was loaded")")
        await store.close()
        try standby.stop()
    }
}
