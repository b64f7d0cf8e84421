import CostModel
import Foundation

/// Reads and writes the small tables. Runs on the thread of its connection.
struct Records {
    let connection: any SQLConnection

    init(_ connection: any SQLConnection) {
        self.connection = connection
    }

    private static let importColumns = "id, source, digest, moment, charges, first_month, last_month, is_sample"

    func imports(limit: Int) throws(CostStoreError) -> [ImportRecord] {
        let sql = "SELECT \(Self.importColumns) FROM imports ORDER BY id DESC LIMIT ?"
        return try connection.rows(sql, [SQLValue(limit)]).map { Self.importRecord($0, isRepeat: false) }
    }

    /// The latest import of a digest, if all its slices are still visible.
    func standingImport(_ digest: String) throws(CostStoreError) -> ImportRecord? {
        let sql =
            "SELECT \(Self.importColumns) FROM imports i WHERE digest = ? AND slices = (SELECT count(*) FROM slices s"
            + " WHERE s.import = i.id AND s.visible = 1) ORDER BY id DESC LIMIT 1"
        return try connection.row(sql, [.text(digest)]).map { Self.importRecord($0, isRepeat: true) }
    }

    private static func importRecord(_ row: SQLRow, isRepeat: Bool) -> ImportRecord {
        ImportRecord(
            id: row.integer(0), source: row.text(1), digest: row.optionalText(2),
            moment: Instant(seconds: row.integer(3)), chargeCount: Int(row.integer(4)),
            months: Month.range(row.optionalInteger(5), row.optionalInteger(6)), isSample: row.integer(7) != 0,
            isRepeat: isRepeat)
    }

    func restatements(of importID: Int64?, limit: Int) throws(CostStoreError) -> [Restatement] {
        let sql =
            "SELECT r.import, r.month, t.value, r.metric, c.value, r.old_amount, r.new_amount FROM restatements r"
            + " LEFT JOIN texts t ON t.id = r.sub_account JOIN texts c ON c.id = r.currency"
            + " WHERE r.import = ? OR ? = 0 ORDER BY r.import DESC, r.month, t.value, r.metric LIMIT ?"
        let id = SQLValue.integer(importID ?? 0)
        return try connection.rows(sql, [id, id, SQLValue(limit)]).compactMap { row in
            guard let currency = Currency(row.text(4)), let metric = CostMetric(rawValue: row.text(3)),
                let old = Int128(row.text(5)), let new = Int128(row.text(6))
            else { return nil }
            return Restatement(
                importID: row.integer(0), month: Month(count: row.integer(1)), subAccount: row.optionalText(2),
                metric: metric, old: Money(Amount(picos: old), currency), new: Money(Amount(picos: new), currency))
        }
    }

    func version() throws(CostStoreError) -> DataVersion {
        DataVersion(number: try connection.row("SELECT version FROM store_state")?.integer(0) ?? 0)
    }

    func summary() throws(CostStoreError) -> StoreSummary {
        let sql =
            "SELECT min(first_day), max(last_day), coalesce(sum(charges), 0), (SELECT count(*) FROM imports i"
            + " WHERE i.is_sample = 1 AND EXISTS (SELECT 1 FROM slices v WHERE v.import = i.id AND v.visible = 1))"
            + " FROM slices WHERE visible = 1"
        let row = try connection.row(sql)
        let codes = try connection.rows(
            "SELECT DISTINCT t.value FROM slice_totals s JOIN slices v ON v.id = s.slice AND v.visible = 1"
                + " JOIN texts t ON t.id = s.currency")
        let days = row.flatMap { row in row.optionalInteger(0).map { ($0, row.integer(1)) } }
        return StoreSummary(
            version: try version(),
            period: days.flatMap { Period(start: Day(number: Int32($0)), end: Day(number: Int32($1) + 1)) },
            currencies: codes.compactMap { Currency($0.text(0)) }.sorted(), chargeCount: Int(row?.integer(2) ?? 0),
            hasSampleData: (row?.integer(3) ?? 0) > 0)
    }

    func departmentRules() throws(CostStoreError) -> DepartmentRuleBook {
        let rows = try connection.rows("SELECT body FROM department_rules ORDER BY version")
        guard !rows.isEmpty else { return DepartmentRuleBook() }
        var versions: [DepartmentRules] = []
        for row in rows { versions.append(try Self.decode(DepartmentRules.self, row.text(0))) }
        return DepartmentRuleBook(versions)
    }

    func save(_ rules: DepartmentRuleBook) throws(CostStoreError) {
        try connection.run("DELETE FROM department_rules")
        for (index, version) in rules.versions.enumerated() {
            try connection.run(
                "INSERT INTO department_rules (version, body) VALUES (?, ?)",
                [SQLValue(index), .text(try Self.encode(version))])
        }
    }

    static func encode(_ value: some Encodable) throws(CostStoreError) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return String(decoding: try encoder.encode(value), as: UTF8.self)
        } catch {
            throw CostStoreError(.invalid, "a record cannot be written as JSON: \(error)")
        }
    }

    static func decode<Value: Decodable>(_ type: Value.Type, _ text: String) throws(CostStoreError) -> Value {
        do {
            return try JSONDecoder().decode(type, from: Data(text.utf8))
        } catch {
            throw CostStoreError(.damaged, "a record of the store cannot be read: \(error)")
        }
    }
}
