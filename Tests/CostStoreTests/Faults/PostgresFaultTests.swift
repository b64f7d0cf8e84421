import CostModel
import CostStore
import Foundation
import PostgresTestSupport
import Testing

@Suite(.serialized) struct PostgresFaultTests {
    @Test func `a wrong password is told without showing it`() async throws {
        let server = try PostgresServer.shared()
        let settings = try server.newDatabase(password: "wr0ng-password")
        let error = await #expect(throws: CostStoreError.self) {
            try await CostStores.postgres(PostgresConfiguration(connection: settings))
        }
        #expect(error?.code == .unavailable)
        #expect(error?.message.contains("wr0ng-password") == false)
    }

    @Test func `a server that is away is told with what to check`() async throws {
        let settings = "postgresql://postgres:pass@127.0.0.1:1/nothing"
        let error = await #expect(throws: CostStoreError.self) {
            try await CostStores.postgres(PostgresConfiguration(connection: settings))
        }
        #expect(error?.code == .unavailable)
        #expect(error?.message.contains("DB_HOST") == true)
    }

    @Test func `the environment is read as libpq reads it`() {
        let environment = ["DB_HOST": "db", "DB_USER": "o'neil", "DB_PASSWORD": "p w"]
        #expect(PostgresConfiguration(environment: environment) != nil)
        #expect(PostgresConfiguration(environment: [:]) == nil)
        #expect("\(PostgresConfiguration(environment: environment).map { "\($0)" } ?? "")" == "PostgreSQL")
    }

    @Test func `a server that restarts in a query or a load loses nothing`() async throws {
        let server = try PostgresServer()
        let settings = try server.newDatabase()
        let store = try await CostStores.postgres(PostgresConfiguration(connection: settings))
        var samples = SampleCharges(seed: 41)
        let (old, new) = (samples.month(2025.month(8), count: 200), samples.month(2025.month(8), count: 900))
        try await store.load(old)
        let before = try await store.totals()
        let source = MemorySource(new) { batch in
            guard batch == 5 else { return }
            try? server.stop()
        }
        let lost = await #expect(throws: CostStoreError.self) {
            try await store.importCharges(from: source, options: .test)
        }
        #expect(lost?.code == .connectionLost)
        await #expect(throws: CostStoreError.self) { try await store.totals() }
        try server.start()
        #expect(try await store.totals() == before)
        try await store.withSnapshot { snapshot in
            _ = try await snapshot.summary()
            try server.stop()
            await #expect(throws: CostStoreError.self) { try await snapshot.summary() }
            try server.start()
        }
        try await store.load(new)
        #expect(try await ImportTests.all(store, 2025.month(8).period).count == new.count)
        await store.close()
        try server.stop()
    }

    /// Has every COPY into `charges` wait in the middle for a lock that a holder has.
    private static let waitingCopy = """
        CREATE FUNCTION wait_in_copy() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            IF NEW.id % 4294967296 = 50 THEN PERFORM pg_advisory_xact_lock(7); END IF;
            RETURN NEW;
        END $$;
        CREATE TRIGGER wait_in_copy BEFORE INSERT ON charges FOR EACH ROW EXECUTE FUNCTION wait_in_copy();
        """

    @Test func `a server that dies in the middle of a COPY loses nothing`() async throws {
        let server = try PostgresServer()
        let settings = try server.newDatabase()
        let store = try await CostStores.postgres(PostgresConfiguration(connection: settings))
        var samples = SampleCharges(seed: 43)
        let (old, new) = (
            samples.month(2025.month(8), count: 40, accounts: 1), samples.month(2025.month(8), count: 300, accounts: 1)
        )
        try await store.load(old)
        let before = try await store.totals()
        try Shell.run("psql -q '\(settings)' <<'END'\n\(Self.waitingCopy)\nEND")
        let holder = try PostgresHolder(settings, "SELECT pg_advisory_lock(7)")
        let loading = Task { try await store.load(new) }
        try await holder.untilSomebodyWaits()
        let copying =
            "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'COPY charges%' AND wait_event_type = 'Lock'"
        #expect(try Shell.run("psql '\(settings)' -qAtc \"\(copying)\"") == "1\n")
        try server.stop()
        let lost = await #expect(throws: CostStoreError.self) { try await loading.value }
        #expect(lost?.code == .connectionLost, "\(lost?.message ?? "it was loaded")")
        await #expect(throws: CostStoreError.self) { try await store.totals() }
        holder.release()
        try server.start()
        #expect(try await store.totals() == before)
        try await store.load(new)
        #expect(try await store.summary().chargeCount == new.count)
        await store.close()
        try server.stop()
    }

    @Test func `a question that the server dies in fails as lost, and the next one is answered`() async throws {
        let server = try PostgresServer()
        let settings = try server.newDatabase()
        let store = try await CostStores.postgres(PostgresConfiguration(connection: settings))
        let holder = try PostgresHolder(settings, "LOCK TABLE budgets IN ACCESS EXCLUSIVE MODE")
        let question = Task { try await store.budgets() }
        try await holder.untilSomebodyWaits()
        try server.stop()
        let lost = await #expect(throws: CostStoreError.self) { try await question.value }
        #expect(lost?.code == .connectionLost, "\(lost?.message ?? "it answered")")
        holder.release()
        try server.start()
        #expect(try await store.budgets().isEmpty)
        await store.close()
        try server.stop()
    }

    @Test func `a newer schema is refused`() async throws {
        let settings = try PostgresServer.shared().newDatabase()
        let configuration = PostgresConfiguration(connection: settings)
        await (try CostStores.postgres(configuration)).close()
        try Shell.run("psql '\(settings)' -qc \"INSERT INTO schema_migrations VALUES (99, 'later')\"")
        let error = await #expect(throws: CostStoreError.self) { try await CostStores.postgres(configuration) }
        #expect(error?.code == .schema)
    }
}
