/// A calendar day in UTC, as the count of days since 1970-01-01 (proleptic Gregorian calendar).
@frozen
public struct Day: Hashable, Sendable {
    /// Days since 1970-01-01; negative before.
    public var number: Int32

    /// Takes a count of days since 1970-01-01.
    @inlinable
    public init(number: Int32) {
        self.number = number
    }

    /// The day of a date; `nil` when there is no such day in the years 1 to 9999.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month) else { return nil }
        guard day >= 1, day <= Month.length(year: year, month: month) else { return nil }
        // Days from the civil calendar, counted in years that begin in March (Howard Hinnant, "chrono").
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        number = Int32(era * 146_097 + dayOfEra - 719_468)
    }

    /// Reads `2026-11-25`; `nil` for anything else.
    public init?(_ text: some StringProtocol) {
        let fields = text.split(separator: "-", omittingEmptySubsequences: false)
        guard fields.map(\.utf8.count) == [4, 2, 2] else { return nil }
        let numbers = fields.compactMap { $0.utf8.allSatisfy { $0 >= 48 && $0 <= 57 } ? Int($0) : nil }
        guard numbers.count == 3 else { return nil }
        self.init(year: numbers[0], month: numbers[1], day: numbers[2])
    }

    /// Year, month (1 to 12) and day of the month (1 to 31).
    public var date: (year: Int, month: Int, day: Int) {
        let shifted = Int(number) + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    /// The month that the day is in.
    public var month: Month {
        let date = self.date
        return Month(year: date.year, month: date.month)
    }

    /// 1 for Monday to 7 for Sunday (ISO 8601).
    public var weekday: Int { Int(((number + 3) % 7 + 7) % 7) + 1 }

    /// The first second of the day.
    public var start: Instant { Instant(seconds: Int64(number) * 86_400) }

    /// The day `count` days later; earlier when negative.
    public func adding(days count: Int) -> Day {
        Day(number: number + Int32(clamping: count))
    }

    /// The day `count` months later, or the last day of that month if it is shorter.
    public func adding(months count: Int) -> Day {
        let month = self.month.adding(count)
        return month.first.adding(days: min(date.day, month.length) - 1)
    }
}

extension Day: Comparable, CustomStringConvertible {
    /// Orders by time.
    @inlinable
    public static func < (left: Day, right: Day) -> Bool {
        left.number < right.number
    }

    /// `2026-11-25`.
    public var description: String {
        let date = self.date
        return "\(ISO.padded(date.year, to: 4))-\(ISO.padded(date.month, to: 2))-\(ISO.padded(date.day, to: 2))"
    }
}
