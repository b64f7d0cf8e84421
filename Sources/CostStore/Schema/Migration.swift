/// One step of the schema, forward only. Steps that were released never change.
struct Migration: Sendable {
    let version: Int
    let title: String
    /// Whether the rollups are made anew from the charges afterwards.
    var rebuildsRollups = false
    let statements: @Sendable (SQLDialect) -> [String]

    static let all: [Migration] = [
        Migration(version: 1, title: "charges and records") { dialect in
            textTables + facetTables + sliceTables + chargeTable(dialect) + recordTables
        },
        Migration(version: 2, title: "rollups in blocks", rebuildsRollups: true) { dialect in
            rollupTables + (dialect == .postgres ? ["ALTER TABLE rollups ALTER body SET STORAGE EXTERNAL"] : [])
        },
    ]

    /// The version that this program needs.
    static var current: Int { all.last?.version ?? 0 }
}

extension Migration {
    /// Every text and every combination of texts once. They are found by a hash, so that an index stays small and no
    /// text is too long for it.
    static let textTables = [
        "CREATE TABLE texts (id {key}, hash BIGINT NOT NULL, value TEXT NOT NULL)",
        "CREATE INDEX texts_by_hash ON texts (hash)",
        "CREATE TABLE tuples (id {key}, hash BIGINT NOT NULL, kind BIGINT NOT NULL, codes {bytes} NOT NULL)",
        "CREATE INDEX tuples_by_hash ON tuples (hash)",
        "CREATE TABLE tagged_texts (tags {key})",
        """
        CREATE TABLE tag_pairs (tags BIGINT NOT NULL, key BIGINT NOT NULL, value BIGINT NOT NULL,
            PRIMARY KEY (key, tags)){compact}
        """,
    ]

    /// What charges are grouped by: the ids of texts, 0 for none.
    static let facetTables = [
        """
        CREATE TABLE facets (id {key}, hash BIGINT NOT NULL,
            \(Facet.columns.map { "\($0) BIGINT NOT NULL" }.joined(separator: ", ")))
        """,
        "CREATE INDEX facets_by_hash ON facets (hash)",
        """
        CREATE TABLE staged_facets (facet BIGINT NOT NULL, account BIGINT NOT NULL, tags BIGINT NOT NULL,
            target BIGINT NOT NULL, PRIMARY KEY (facet, account, tags)){compact}
        """,
    ]

    /// A slice is what an import replaces as a whole: one sub-account in one billing month. It is visible from the end
    /// of its import until another takes its place.
    static let sliceTables = [
        "CREATE TABLE store_state (id {key}, version BIGINT NOT NULL)",
        "INSERT INTO store_state (id, version) VALUES (1, 0)",
        """
        CREATE TABLE slices (id {key}, month BIGINT NOT NULL, provider BIGINT NOT NULL, billing_account BIGINT NOT NULL,
            sub_account BIGINT NOT NULL, import BIGINT NOT NULL, first_day BIGINT NOT NULL, last_day BIGINT NOT NULL,
            charges BIGINT NOT NULL, visible BIGINT NOT NULL)
        """,
        "CREATE INDEX slices_by_month ON slices (month, sub_account)",
        "CREATE TABLE slice_totals (slice BIGINT NOT NULL, currency BIGINT NOT NULL, \(sums), PRIMARY KEY (slice, currency)){compact}",
    ]

    /// The count of charges, and each cost as micros and the picos that remain: both columns add up exactly.
    static let sums =
        "charges BIGINT NOT NULL, "
        + CostColumns.names.map { "\($0)_micros BIGINT NOT NULL, \($0)_picos BIGINT NOT NULL" }.joined(separator: ", ")

    /// Sums that are kept ready, in blocks; the tables that held them row by row in stores of the first version go.
    static let rollupTables =
        ["daily", "monthly", "monthly_tags", "daily_by_dimension"].flatMap {
            ["DROP TABLE IF EXISTS \($0)", "DROP TABLE IF EXISTS staged_\($0)"]
        } + [
            """
            CREATE TABLE rollups (slice BIGINT NOT NULL, kind BIGINT NOT NULL, part BIGINT NOT NULL,
                body {bytes} NOT NULL, PRIMARY KEY (slice, kind, part))
            """
        ]
}
