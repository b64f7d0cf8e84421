/// Integers in as few bytes each as the widest of them needs, counted from the smallest.
struct PackedColumn {
    private let start: UnsafeRawPointer
    private let width: Int
    private let base: Int128
    private let mask: UInt128

    /// The width, one byte, and the smallest value.
    private static let headSize = 17
    /// What follows the last column, so that every value can be read as a whole word.
    static let padding = 16

    /// Appends a column; the values must be less than 2^127 apart.
    static func append(_ values: [Int128], to bytes: inout [UInt8]) {
        let base = values.min() ?? 0
        let span = UInt128(truncatingIfNeeded: (values.max() ?? 0) &- base)
        let width = (UInt128.bitWidth - span.leadingZeroBitCount + 7) / 8
        bytes.append(UInt8(width))
        withUnsafeBytes(of: base.littleEndian) { bytes.append(contentsOf: $0) }
        var place = bytes.count
        bytes.append(contentsOf: repeatElement(0, count: values.count * width + padding))
        bytes.withUnsafeMutableBytes { memory in
            // Each value is written as a whole word, whose empty end the next one takes.
            for value in values {
                let word = UInt128(truncatingIfNeeded: value &- base).littleEndian
                memory.storeBytes(of: word, toByteOffset: place, as: UInt128.self)
                place += width
            }
        }
        bytes.removeLast(padding)
    }

    /// Reads the column of `count` values that begins at `place`, which moves behind it. The memory must outlive the
    /// column. Throws ``CostStoreError`` when it does not fit into the memory.
    init(_ memory: UnsafeRawBufferPointer, at place: inout Int, count: Int) throws(CostStoreError) {
        guard let address = memory.baseAddress, place + Self.headSize + Self.padding <= memory.count else {
            throw .damagedRollup
        }
        width = Int(memory[place])
        base = Int128(littleEndian: memory.loadUnaligned(fromByteOffset: place + 1, as: Int128.self))
        let data = place + Self.headSize
        guard width <= 16, data + count * width + Self.padding <= memory.count else { throw .damagedRollup }
        mask = width == 16 ? .max : (1 << UInt128(8 * width)) - 1
        start = address + data
        place = data + count * width
    }

    @inline(__always)
    subscript(index: Int) -> Int128 {
        let word = UInt128(littleEndian: (start + index &* width).loadUnaligned(as: UInt128.self))
        return base &+ Int128(truncatingIfNeeded: word & mask)
    }

    @inline(__always)
    func integer(_ index: Int) -> Int64 {
        let word = UInt64(littleEndian: (start + index &* width).loadUnaligned(as: UInt64.self))
        return Int64(truncatingIfNeeded: base) &+ Int64(truncatingIfNeeded: word & UInt64(truncatingIfNeeded: mask))
    }
}

extension CostStoreError {
    static let damagedRollup = CostStoreError(
        .damaged, "sums of the store cannot be read; restore a copy, or import the months again")
}
