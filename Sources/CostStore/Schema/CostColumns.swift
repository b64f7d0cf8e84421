import CostModel

/// The four costs of a charge and how their columns are named.
enum CostColumns {
    static let names = ["billed", "effective", "list", "contracted"]
    static let amounts: [AmountColumn] = [.billedCost, .effectiveCost, .listCost, .contractedCost]

    /// The place of a metric among ``names``.
    static func index(of metric: CostMetric) -> Int { names.firstIndex(of: metric.rawValue) ?? 0 }

    /// All columns of costs in their order: `billed_micros`, `billed_picos`, …
    static let pairs = names.flatMap { ["\($0)_micros", "\($0)_picos"] }

    /// Splits 10^-12 units into micros and the picos that remain, 0 to 999 999; `nil` beyond 64 bits of micros.
    @inline(__always)
    static func split(_ picos: Int128) -> (micros: Int64, picos: Int64)? {
        // Almost every amount fits in 64 bits, where a division is many times faster.
        if let narrow = Int64(exactly: picos) {
            let (quotient, remainder) = narrow.quotientAndRemainder(dividingBy: 1_000_000)
            return remainder < 0 ? (quotient - 1, remainder + 1_000_000) : (quotient, remainder)
        }
        let (quotient, remainder) = picos.quotientAndRemainder(dividingBy: 1_000_000)
        let floor = remainder < 0 ? (quotient - 1, remainder + 1_000_000) : (quotient, remainder)
        guard let micros = Int64(exactly: floor.0) else { return nil }
        return (micros, Int64(floor.1))
    }

    /// Puts sums of both columns together.
    static func join(micros: Int128, picos: Int128) -> Amount {
        Amount(picos: micros * 1_000_000 + picos)
    }
}

extension CostMetric {
    /// The columns of the cost.
    var columns: (micros: String, picos: String) { ("\(rawValue)_micros", "\(rawValue)_picos") }
}
