/// Finds strings by their exact scalars; Swift's own comparison takes different spellings of one letter for equal.
///
/// Schemas have few names and values many, so the names are hashed beforehand and each value's name once.
struct StringTable: Sendable {
    private let hashes: [UInt64]
    private let strings: [String]
    /// For each hash, in ascending order, where its string stood.
    private let positions: [Int]

    /// A table of `strings`, none of which occurs twice.
    init(_ strings: [String]) {
        let order = strings.enumerated().map { (hash: Self.hash($1), position: $0) }.sorted { $0.hash < $1.hash }
        hashes = order.map(\.hash)
        positions = order.map(\.position)
        self.strings = order.map { strings[$0.position] }
    }

    /// Where `string` stood among the strings of the table; nil when it did not.
    func position(of string: String) -> Int? {
        if hashes.isEmpty { return nil }
        let hash = Self.hash(string)
        var low = 0
        var high = hashes.count
        while low < high {
            let middle = (low + high) / 2
            if hashes[middle] < hash { low = middle + 1 } else { high = middle }
        }
        while low < hashes.count, hashes[low] == hash {
            if strings[low].isIdentical(to: string) { return positions[low] }
            low += 1
        }
        return nil
    }

    /// FNV-1a. What is hashed into the table is the schema's alone, so collisions cannot be forced from outside.
    private static func hash(_ string: String) -> UInt64 {
        let bytes = string.utf8.span
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for offset in bytes.indices { hash = (hash ^ UInt64(bytes[offset])) &* 0x100_0000_01B3 }
        return hash
    }
}
