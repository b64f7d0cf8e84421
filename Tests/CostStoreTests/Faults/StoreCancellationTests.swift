import CostModel
import CostStore
import Locking
import PostgresTestSupport
import Testing

@Suite struct StoreCancellationTests {
    /// A question that takes the longest that this many charges can take.
    private static func query(_ period: Period) -> CostQuery {
        CostQuery(period: period, metric: .billed, groupBy: [.resource, .tag("env"), .service, .region])
    }

    @Test(arguments: Backing.allCases)
    func `a cancelled question ends as cancelled, and the connection is good for the next`(
        backing: Backing
    ) async throws {
        var samples = SampleCharges(seed: 51)
        let charges = samples.month(2025.month(5), count: 4_000)
        try await backing.withStore { store in
            try await store.load(charges)
            let period = 2025.month(5).period
            var cancelled = 0
            for _ in 0..<20 {
                let question = Task { try await store.answer(Self.query(period)) }
                question.cancel()
                switch await question.result {
                case .success: break
                case .failure(let error):
                    #expect((error as? CostStoreError)?.code == .cancelled)
                    cancelled += 1
                }
                #expect(try await store.summary().chargeCount == charges.count)
            }
            #expect(cancelled > 0)
        }
    }

    @Test func `a question that waits for a lock of the server is ended, not waited for`() async throws {
        let settings = try PostgresServer.shared().newDatabase()
        let configuration = PostgresConfiguration(connection: settings, timeoutMilliseconds: 0)
        let store = try await CostStores.postgres(configuration)
        let holder = try PostgresHolder(settings, "LOCK TABLE budgets IN ACCESS EXCLUSIVE MODE")
        let question = Task { try await store.budgets() }
        try await holder.untilSomebodyWaits()
        question.cancel()
        guard case .failure(let error) = await question.result else {
            Issue.record("it answered")
            return
        }
        #expect((error as? CostStoreError)?.code == .cancelled)
        holder.release()
        #expect(try await store.budgets().isEmpty)
        await store.close()
    }

    @Test func `an import that waits for its turn can be cancelled`() async throws {
        let settings = try PostgresServer.shared().newDatabase()
        let (first, second) = (
            try await CostStores.postgres(PostgresConfiguration(connection: settings)),
            try await CostStores.postgres(PostgresConfiguration(connection: settings))
        )
        let holder = try PostgresHolder(settings, "SELECT pg_advisory_lock(6021978402)")
        let waiting = Task { try await second.load([]) }
        try await holder.untilSomebodyWaits()
        waiting.cancel()
        let result = await waiting.result
        #expect(throws: (any Error).self) { try result.get() }
        holder.release()
        try await first.load([])
        await first.close()
        await second.close()
    }
}
