/// A hash that is the same in every process and on every machine: it is stored. Equal hashes are always compared.
enum StableHash {
    private static let multiplier: UInt64 = 0x9E37_79B9_7F4A_7C15

    @inline(__always)
    static func mix(_ hash: UInt64, _ word: UInt64) -> UInt64 {
        let product = (hash ^ word).multipliedFullWidth(by: multiplier)
        return product.high ^ product.low &+ multiplier
    }

    /// The hash of bytes.
    static func hash(_ bytes: UnsafeRawBufferPointer) -> Int64 {
        var hash = UInt64(bytes.count) &* multiplier
        var index = 0
        while index &+ 8 <= bytes.count {
            hash = mix(hash, UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)))
            index &+= 8
        }
        var last: UInt64 = 0
        while index < bytes.count {
            last = last << 8 | UInt64(bytes[index])
            index &+= 1
        }
        return positive(mix(hash, last))
    }

    /// The hash of a text's UTF-8.
    static func hash(_ text: String) -> Int64 {
        var text = text
        return text.withUTF8 { hash(UnsafeRawBufferPointer($0)) }
    }

    /// The hash of numbers, whatever their width.
    static func hash(_ numbers: [Int64]) -> Int64 {
        positive(numbers.reduce(UInt64(numbers.count)) { mix($0, UInt64(bitPattern: $1)) })
    }

    /// Never the number that stands for "none" in bulk.
    private static func positive(_ hash: UInt64) -> Int64 { Int64(hash >> 1) }
}
