/// Looks at eight bytes at a time, held in one integer (SWAR), the first of them in the lowest bits.
enum Swar {
    static let ones: UInt64 = 0x0101_0101_0101_0101
    static let tops: UInt64 = 0x8080_8080_8080_8080

    @inline(__always)
    static func load(_ base: UnsafePointer<UInt8>, _ index: Int) -> UInt64 {
        UInt64(littleEndian: UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self))
    }

    @inline(__always)
    static func splat(_ byte: UInt8) -> UInt64 { UInt64(byte) &* ones }

    /// The top bit of each byte that is zero. Only the lowest one that is set can be trusted.
    @inline(__always)
    static func zeros(_ word: UInt64) -> UInt64 { (word &- ones) & ~word & tops }

    /// The top bit of each byte below 16. Only the lowest one that is set can be trusted.
    @inline(__always)
    static func controls(_ word: UInt64) -> UInt64 { (word &- (ones &* 16)) & ~word & tops }

    /// The place, from 0, of the lowest byte that is marked.
    @inline(__always)
    static func first(_ marks: UInt64) -> Int { marks.trailingZeroBitCount &>> 3 }
}
