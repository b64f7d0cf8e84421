public import CostModel

/// What an import brought for a billing month in a currency, and still stands.
public struct ImportTotal: Hashable, Sendable {
    /// The billing month.
    public let month: Month
    /// How many charges.
    public let chargeCount: Int
    /// What they are billed, exactly.
    public let billed: Money
    /// What they cost when purchases are spread over what they cover, exactly.
    public let effective: Money
}

extension Records {
    func totals(ofImport id: Int64) throws(CostStoreError) -> [ImportTotal] {
        let sums = ["billed", "effective"].map { "sum(s.\($0)_micros), sum(s.\($0)_picos)" }.joined(separator: ", ")
        let sql =
            "SELECT v.month, t.value, sum(s.charges), \(sums) FROM slice_totals s JOIN slices v ON v.id = s.slice"
            + " JOIN texts t ON t.id = s.currency WHERE v.import = ? AND v.visible = 1"
            + " GROUP BY v.month, t.value ORDER BY v.month, t.value"
        return try connection.rows(sql, [.integer(id)]).map { row throws(CostStoreError) in
            let currency = try CostAnswering.currency(row.text(1))
            func money(_ place: Int) -> Money {
                Money(CostColumns.join(micros: row.wide(place), picos: row.wide(place + 1)), currency)
            }
            return ImportTotal(
                month: Month(count: row.integer(0)), chargeCount: Int(row.wide(2)), billed: money(3),
                effective: money(5))
        }
    }
}
