/// A decimal number taken apart: its digits, and where the point stands. For numbers of any form and length.
struct DecimalDigits {
    private(set) var isNegative = false
    /// Digits without leading zeros, most significant first.
    private(set) var digits: [UInt8] = []
    /// The power of ten of the last digit.
    private(set) var exponent = 0

    /// A number with more digits than this is refused; no bill has one.
    static let maximumDigits = 200

    init(_ text: Span<UInt8>) throws(AmountError) {
        var index = 0
        guard text.count <= Self.maximumDigits, text.count > 0 else { throw Self.malformed(text) }
        if text[0] == UInt8(ascii: "-") || text[0] == UInt8(ascii: "+") {
            isNegative = text[0] == UInt8(ascii: "-")
            index = 1
        }
        index = try readMantissa(text, from: index)
        if index < text.count { try readExponent(text, from: index) }
    }

    /// Reads digits and the point; returns where the exponent begins.
    private mutating func readMantissa(_ text: Span<UInt8>, from start: Int) throws(AmountError) -> Int {
        var index = start
        var hasDigit = false
        var hasPoint = false
        while index < text.count {
            let byte = text[index]
            if byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
                hasDigit = true
                if !digits.isEmpty || byte != UInt8(ascii: "0") { digits.append(byte - UInt8(ascii: "0")) }
                if hasPoint { exponent -= 1 }
            } else if byte == UInt8(ascii: "."), !hasPoint {
                hasPoint = true
            } else {
                break
            }
            index += 1
        }
        guard hasDigit else { throw Self.malformed(text) }
        return index
    }

    private mutating func readExponent(_ text: Span<UInt8>, from start: Int) throws(AmountError) {
        guard text[start] | 0x20 == UInt8(ascii: "e") else { throw Self.malformed(text) }
        var index = start + 1
        var isBelowOne = false
        if index < text.count, text[index] == UInt8(ascii: "-") || text[index] == UInt8(ascii: "+") {
            isBelowOne = text[index] == UInt8(ascii: "-")
            index += 1
        }
        guard index < text.count else { throw Self.malformed(text) }
        var power = 0
        while index < text.count {
            guard text[index] >= UInt8(ascii: "0"), text[index] <= UInt8(ascii: "9") else { throw Self.malformed(text) }
            power = min(power * 10 + Int(text[index] - UInt8(ascii: "0")), 100_000)
            index += 1
        }
        exponent += isBelowOne ? -power : power
    }

    /// The amount that the digits stand for. Throws ``AmountError/overflow``.
    mutating func amount() throws(AmountError) -> ParsedAmount {
        guard !digits.isEmpty else { return ParsedAmount(amount: .zero, wasRounded: false) }
        let shift = exponent + 12
        guard digits.count + shift <= 39 else { throw .overflow }
        let dropped = max(0, min(-shift, digits.count + 1))
        let kept = digits.dropLast(min(dropped, digits.count))
        let rest = dropped > digits.count ? [0] + digits : Array(digits.suffix(dropped))
        var magnitude: UInt128 = 0
        for digit in kept { magnitude = magnitude * 10 + UInt128(digit) }
        for _ in 0..<max(0, shift) {
            let (product, overflow) = magnitude.multipliedReportingOverflow(by: 10)
            guard !overflow else { throw .overflow }
            magnitude = product
        }
        if Self.roundsUp(rest, isOdd: magnitude & 1 == 1) { magnitude += 1 }
        guard let picos = Int128(exactly: magnitude) else { throw .overflow }
        let wasRounded = rest.contains { $0 != 0 }
        return ParsedAmount(amount: Amount(picos: isNegative ? 0 - picos : picos), wasRounded: wasRounded)
    }

    private static func roundsUp(_ rest: [UInt8], isOdd: Bool) -> Bool {
        guard let first = rest.first, first >= 5 else { return false }
        return first > 5 || isOdd || rest.dropFirst().contains { $0 != 0 }
    }

    private static func malformed(_ text: Span<UInt8>) -> AmountError {
        var bytes: [UInt8] = []
        for index in 0..<min(text.count, 64) { bytes.append(text[index]) }
        return .malformed(String(decoding: bytes, as: UTF8.self))
    }
}
