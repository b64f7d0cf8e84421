import CostModel

/// Numbers in as few bytes as they need: seven bits in each, the lowest first.
enum Varint {
    @inline(__always)
    static func append(_ value: UInt64, to bytes: inout [UInt8]) {
        var value = value
        while value >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: value) | 0x80)
            value >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: value))
    }

    /// Appends a number with a sign.
    @inline(__always)
    static func append(signed value: Int64, to bytes: inout [UInt8]) {
        append(UInt64(bitPattern: (value << 1) ^ (value >> 63)), to: &bytes)
    }

    /// Appends an amount, or 0 for ``ChargeBatch/noAmount``. The lowest bit says whether picos or micros are counted.
    static func append(optional picos: Int128, to bytes: inout [UInt8]) {
        if picos == ChargeBatch.noAmount {
            bytes.append(0)
            return
        }
        guard let narrow = Int64(exactly: picos) else {
            bytes.append(3)
            withUnsafeBytes(of: picos.littleEndian) { bytes.append(contentsOf: $0) }
            return
        }
        let (micros, rest) = narrow.quotientAndRemainder(dividingBy: 1_000_000)
        bytes.append(rest == 0 ? 1 : 2)
        append(signed: rest == 0 ? micros : narrow, to: &bytes)
    }
}

/// Reads what ``Varint`` wrote. Beyond the end everything is 0, which also stands for columns that came later.
struct VarintReader {
    private let bytes: [UInt8]
    private var place = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    private mutating func byte() -> UInt8 {
        guard place < bytes.count else { return 0 }
        defer { place += 1 }
        return bytes[place]
    }

    mutating func number() -> UInt64 {
        var (value, shift): (UInt64, UInt64) = (0, 0)
        while shift < 64 {
            let byte = byte()
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { break }
            shift += 7
        }
        return value
    }

    mutating func signed() -> Int64 {
        let value = number()
        return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
    }

    mutating func amount() -> Amount? {
        switch byte() {
        case 1: return Amount(picos: Int128(signed()) * 1_000_000)
        case 2: return Amount(picos: Int128(signed()))
        case 3: return Amount(picos: (0..<16).reduce(Int128(0)) { $0 | Int128(byte()) << Int128(8 * $1) })
        default: return nil
        }
    }
}
