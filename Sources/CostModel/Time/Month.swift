/// A calendar month in UTC.
@frozen
public struct Month: Hashable, Sendable {
    /// Months since January of the year 0.
    public let number: Int32

    /// Takes a year, and a month from 1 to 12; months beyond run into the years next to it.
    public init(year: Int, month: Int) {
        number = Int32(clamping: year * 12 + month - 1)
    }

    /// Reads `2026-11`; `nil` for anything else.
    public init?(_ text: some StringProtocol) {
        guard text.utf8.count == 7, let day = Day("\(text)-01") else { return nil }
        self = day.month
    }

    /// The year.
    public var year: Int { Int(number) / 12 }

    /// 1 to 12.
    public var month: Int { Int(number) % 12 + 1 }

    /// How many days it has.
    public var length: Int { Month.length(year: year, month: month) }

    /// Its first day.
    public var first: Day { Day(year: year, month: month, day: 1) ?? Day(number: 0) }

    /// From its first day to the first of the next.
    public var period: Period { Period(uncheckedStart: first, end: adding(1).first) }

    /// The month `count` months later; earlier when negative.
    public func adding(_ count: Int) -> Month {
        Month(year: year, month: month + count)
    }

    static func length(year: Int, month: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

extension Month: Comparable, CustomStringConvertible {
    /// Orders by time.
    public static func < (left: Month, right: Month) -> Bool {
        left.number < right.number
    }

    /// `2026-11`.
    public var description: String { "\(ISO.padded(year, to: 4))-\(ISO.padded(month, to: 2))" }
}
