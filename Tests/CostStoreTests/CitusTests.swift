import CostStore
import Foundation
import PostgresTestSupport
import Testing

/// What a distributed PostgreSQL asks of the schema. Citus itself is not there; its two functions are stood in for.
@Suite struct CitusTests {
    private static func rows(_ settings: String, _ sql: String) throws -> [String] {
        try Shell.run("psql '\(settings)' -qAt <<'END'\n\(sql)\nEND").split(separator: "\n").map(String.init)
    }

    @Test func `every unique index of the charges has the column that they are sharded by`() async throws {
        let settings = try PostgresServer.shared().newDatabase()
        let store = try await CostStores.postgres(PostgresConfiguration(connection: settings))
        var samples = SampleCharges(seed: 47)
        try await store.load(samples.month(2025.month(8), count: 20))
        await store.close()
        let indexes = try Self.rows(
            settings,
            """
            SELECT c.relname || ':' || string_agg(a.attname, ',' ORDER BY k.place) FROM pg_index i
            JOIN pg_class c ON c.oid = i.indrelid CROSS JOIN unnest(i.indkey) WITH ORDINALITY k (number, place)
            JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.number
            WHERE i.indisunique AND c.relname LIKE 'charges%' GROUP BY i.indexrelid, c.relname ORDER BY 1
            """)
        #expect(indexes == ["charges:month,sub_account,id", "charges_2025_8:month,sub_account,id"])
        let type =
            "SELECT data_type || is_nullable FROM information_schema.columns"
            + " WHERE table_name = 'charges' AND column_name = 'sub_account'"
        #expect(try Self.rows(settings, type) == ["bigintNO"])
    }

    @Test func `the two documented statements name tables and a column that there are`() async throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/Costs.md")
        let text = try String(contentsOf: file.standardizedFileURL, encoding: .utf8)
        let statements = try #require(text.firstMatch(of: /(?s)```sql\n(.*?)```/)?.1)
        let settings = try PostgresServer.shared().newDatabase()
        await (try CostStores.postgres(PostgresConfiguration(connection: settings))).close()
        let standIns = """
            CREATE FUNCTION create_distributed_table(name regclass, shard text) RETURNS text LANGUAGE sql
                AS $$ SELECT 'by ' || attname FROM pg_attribute WHERE attrelid = name AND attname = shard $$;
            CREATE FUNCTION create_reference_table(name regclass) RETURNS text LANGUAGE sql
                AS $$ SELECT relname::text FROM pg_class WHERE oid = name $$;
            """
        let done = try Self.rows(settings, "\\set ON_ERROR_STOP on\n\(standIns)\n\(statements)")
        // All that statements on the charges join with.
        #expect(done == ["by sub_account", "texts", "tuples", "facets", "tag_pairs", "slices", "staged_facets"])
    }
}
