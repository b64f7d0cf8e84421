/// Numbers the facets by their coarse columns: those that differ only in fine ones have the same number.
final class CoarseFacets {
    /// By facet, one more than its number; 0 where it is not known yet.
    private var numbers: [UInt32] = []
    private var known: [[Int64]: UInt32] = [:]
    /// The columns of each number.
    private(set) var columns: [[Int64]] = []
    /// The columns of a facet.
    private let all: (UInt32) -> [Int64]

    init(_ all: @escaping (UInt32) -> [Int64]) {
        self.all = all
    }

    @inline(__always)
    func number(of facet: UInt32) -> UInt32 {
        let index = Int(facet)
        if index < numbers.count, numbers[index] > 0 { return numbers[index] &- 1 }
        return find(facet)
    }

    @inline(never)
    private func find(_ facet: UInt32) -> UInt32 {
        let whole = all(facet)
        let coarse = Facet.coarse.map { whole[$0] }
        let number = known[coarse] ?? UInt32(columns.count)
        if number == columns.count {
            known[coarse] = number
            columns.append(coarse)
        }
        let missing = Int(facet) + 1 - numbers.count
        if missing > 0 { numbers.append(contentsOf: repeatElement(0, count: max(missing, numbers.count))) }
        numbers[Int(facet)] = number + 1
        return number
    }
}
