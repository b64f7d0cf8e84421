/// How long a period is, before it is known where it lies: `30d`, `12w`, `3 months`, `1 year`.
public enum PeriodLength: Hashable, Sendable {
    /// A number of days, at least 1.
    case days(Int)
    /// A number of calendar months, at least 1.
    case months(Int)

    /// The longest that is read, in days and in months: a hundred years.
    private static let maximum = (days: 36_525, months: 1200)

    /// Reads a number and a unit (d, day, w, week, m, mo, month, q, quarter, y, year; plural or not, space or not);
    /// `nil` for anything else.
    public init?(_ text: some StringProtocol) {
        let words = text.lowercased()
        let digits = words.prefix { $0.isASCII && $0.isNumber }
        guard let count = Int(digits), count > 0, count <= Self.maximum.days else { return nil }
        let unit = words.dropFirst(digits.count).drop { $0 == " " || $0 == "-" }
        switch unit {
        case "d", "day", "days": self = .days(count)
        case "w", "wk", "week", "weeks": self = .days(count * 7)
        case "m", "mo", "mon", "month", "months": self = .months(count)
        case "q", "quarter", "quarters": self = .months(count * 3)
        case "y", "yr", "year", "years": self = .months(count * 12)
        default: return nil
        }
        guard isPossible else { return nil }
    }

    private var isPossible: Bool {
        switch self {
        case .days(let count): count <= Self.maximum.days
        case .months(let count): count <= Self.maximum.months
        }
    }

    /// The period of this length that ends before `end` (exclusive).
    public func before(_ end: Day) -> Period {
        switch self {
        case .days(let count): Period(uncheckedStart: end.adding(days: -max(count, 1)), end: end)
        case .months(let count): Period(uncheckedStart: end.adding(months: -max(count, 1)), end: end)
        }
    }

    /// The period of this length that begins with `start`.
    public func after(_ start: Day) -> Period {
        switch self {
        case .days(let count): Period(uncheckedStart: start, end: start.adding(days: max(count, 1)))
        case .months(let count): Period(uncheckedStart: start, end: start.adding(months: max(count, 1)))
        }
    }
}
