/// Why a number could not be read or computed.
public enum AmountError: Error, Hashable, Sendable {
    /// The text is no decimal number.
    case malformed(String)
    /// The number has more than twelve decimals, and was to be exact.
    case inexact(String)
    /// The result does not fit in 128 bits of 10^-12 units, about 1.7 * 10^26.
    case overflow
    /// Something was to be divided by zero, or split by weights that are negative or add up to nothing.
    case undefined
    /// Two currencies were mixed; they are never added or compared.
    case currencies(Currency, Currency)
}

extension AmountError: CustomStringConvertible {
    /// What happened, and what to do.
    public var description: String {
        switch self {
        case .malformed(let text): "“\(text.prefix(64))” is not a decimal number; write it like 1234.5 or 1.5E-7"
        case .inexact(let text): "“\(text.prefix(64))” has more than 12 decimals"
        case .overflow: "the number is larger than about 1.7E26, the largest amount that is kept"
        case .undefined:
            "an amount cannot be divided by zero, nor split by weights that do not add up to more than zero"
        case .currencies(let left, let right): "\(left) and \(right) are different currencies and are never combined"
        }
    }
}
