/// A currency by its ISO 4217 code, such as `USD`, packed into 32 bits.
@frozen
public struct Currency: Hashable, Sendable {
    /// The three ASCII letters, the first in the highest of the lower 24 bits.
    public let packed: UInt32

    /// Takes a code of three letters in either case; `nil` for anything else.
    public init?(_ code: some StringProtocol) {
        self.init(ascii: Array(code.utf8).span)
    }

    /// Takes the three ASCII letters of a code, in either case; `nil` for anything else.
    public init?(ascii code: Span<UInt8>) {
        guard code.count == 3 else { return nil }
        var packed: UInt32 = 0
        for index in 0..<3 {
            let letter = code[index] & 0xDF
            guard letter >= UInt8(ascii: "A"), letter <= UInt8(ascii: "Z"), code[index] >= 0x41 else { return nil }
            packed = packed << 8 | UInt32(letter)
        }
        self.packed = packed
    }

    /// Takes what ``packed`` gave; `nil` when it is no code.
    public init?(packed: UInt32) {
        let bytes = [
            UInt8(truncatingIfNeeded: packed >> 16), UInt8(truncatingIfNeeded: packed >> 8),
            UInt8(truncatingIfNeeded: packed),
        ]
        self.init(ascii: bytes.span)
    }

    /// The code in upper case.
    public var code: String {
        String(decoding: [UInt8(packed >> 16 & 0xFF), UInt8(packed >> 8 & 0xFF), UInt8(packed & 0xFF)], as: UTF8.self)
    }

    /// How many decimals amounts are shown with: 2 for most, 0 for the yen, 3 for the dinars (ISO 4217).
    public var minorUnits: Int {
        switch code {
        case "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF",
            "XOF", "XPF":
            0
        case "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND": 3
        case "CLF", "UYW": 4
        default: 2
        }
    }
}

extension Currency: CustomStringConvertible, Comparable {
    /// The code.
    public var description: String { code }

    /// Orders by code.
    public static func < (left: Currency, right: Currency) -> Bool {
        left.packed < right.packed
    }
}
