extension Amount: CustomStringConvertible {
    /// The exact number as a plain decimal without needless zeros: `0.00000015`.
    public var description: String {
        var bytes: [UInt8] = []
        append(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Appends the exact number as a plain decimal in ASCII, without needless zeros and without an exponent.
    public func append(to output: inout [UInt8]) {
        appendWhole(to: &output)
        var fraction = fractionDigits
        guard fraction != 0 else { return }
        var count = 12
        while fraction % 10 == 0 {
            fraction /= 10
            count -= 1
        }
        output.append(UInt8(ascii: "."))
        Amount.append(fraction, digits: count, to: &output)
    }

    /// The number rounded half to even, with exactly `decimals` (0 to 12) decimals: for people.
    public func formatted(decimals: Int) -> String {
        let places = min(max(decimals, 0), 12)
        let shown = rounded(decimals: places)
        var bytes: [UInt8] = []
        shown.appendWhole(to: &bytes)
        if places > 0 {
            bytes.append(UInt8(ascii: "."))
            Amount.append(shown.fractionDigits / UInt64(DecimalPower[12 - places]), digits: places, to: &bytes)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private var fractionDigits: UInt64 { UInt64(picos.magnitude % Amount.picosPerUnit.magnitude) }

    private func appendWhole(to output: inout [UInt8]) {
        if picos < 0 { output.append(UInt8(ascii: "-")) }
        let whole = picos.magnitude / Amount.picosPerUnit.magnitude
        output.append(contentsOf: String(whole).utf8)
    }

    private static func append(_ number: UInt64, digits: Int, to output: inout [UInt8]) {
        let end = output.count + digits
        output.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: digits))
        var rest = number
        var index = end - 1
        while rest > 0 {
            output[index] = UInt8(ascii: "0") + UInt8(rest % 10)
            rest /= 10
            index -= 1
        }
    }
}
