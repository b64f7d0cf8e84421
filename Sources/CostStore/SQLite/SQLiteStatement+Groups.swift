import GRDBSQLite

extension SQLiteStatement {
    /// Adds up the rows by their first columns. The ids and times of a store fit in 32 bits.
    func groups(keyCount: Int) throws -> [SQLRow] {
        let cache = TupleCache(width: keyCount)
        var sums: [(count: Int64, micros: Int128, picos: Int128)] = []
        var key = Array(repeating: UInt32(0), count: keyCount)
        while try step() {
            for index in 0..<keyCount { key[index] = UInt32(truncatingIfNeeded: integer(index)) }
            let number = key.withUnsafeBufferPointer { $0.baseAddress.map { cache.number(of: $0) } } ?? 0
            if number == sums.count { sums.append((0, 0, 0)) }
            sums[number].count += integer(keyCount)
            sums[number].micros += Int128(integer(keyCount + 1))
            sums[number].picos += Int128(integer(keyCount + 2))
        }
        return sums.enumerated().map { number, sum in
            // Days before 1970 are negative.
            let keys = cache.key(number).map { SQLValue.integer(Int64(Int32(bitPattern: $0))) }
            return SQLRow(values: keys + [.integer(sum.count), .wide(sum.micros), .wide(sum.picos)])
        }
    }
}
