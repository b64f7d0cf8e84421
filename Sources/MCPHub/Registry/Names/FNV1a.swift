/// The 64-bit hash FNV-1a, with the constants of its authors: short, fast, and the same on every machine.
///
/// It tells names apart and protects nothing; what must not be forged uses ``Digests``.
struct FNV1a: Hashable, Sendable {
    private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    /// Takes in one byte.
    mutating func combine(_ byte: UInt8) {
        value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
    }

    /// Takes in the bytes of `text`.
    mutating func combine(_ text: String) {
        for byte in text.utf8 { combine(byte) }
    }

    /// Eight digits of base 32, which is 40 bits: both ends of the value laid over each other.
    var tail: String {
        let folded = (value ^ value >> 24) & 0xFF_FFFF_FFFF
        let digits = String(folded, radix: 32)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }
}
