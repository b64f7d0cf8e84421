/// A text that names no period.
public struct PeriodError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What was to be read.
    public let text: String

    /// What can be written instead.
    public var description: String {
        "“\(text.prefix(64))” names no period; write 30d, 12w, 3 months, MTD, QTD, YTD, this month, last month, "
            + "today, yesterday, 2026-11, 2026-Q4, 2026, 2026-11-25, or a range 2026-11-01..2026-12-01 (end exclusive)"
    }
}

extension Period {
    /// Reads a period the way people write it, in any case. Throws ``PeriodError``.
    ///
    /// What has no fixed place is laid by `today`: lengths (`30d`, `3 months`), `MTD`, `QTD` and `YTD` end with today,
    /// which is included. A range has an exclusive end (`2026-11-01..2026-12-01`, also written with `/` or `to`);
    /// between two months (`2026-01..2026-03`) the last one is included, as one reads it.
    public static func parse(_ text: String, today: Day) throws(PeriodError) -> Period {
        let words = text.lowercased().split(whereSeparator: { $0 == " " || $0 == "_" }).joined(separator: " ")
        let period =
            named(words, today: today) ?? calendar(words) ?? range(words)
            ?? PeriodLength(words.hasPrefix("last ") ? words.dropFirst(5) : words[...])?.before(today.adding(days: 1))
        guard let period else { throw PeriodError(text: text) }
        return period
    }

    private static func named(_ words: String, today: Day) -> Period? {
        let tomorrow = today.adding(days: 1)
        let month = today.month
        switch words {
        case "today": return Period(day: today)
        case "yesterday": return Period(day: today.adding(days: -1))
        case "mtd", "month to date", "monthtodate": return Period(uncheckedStart: month.first, end: tomorrow)
        case "qtd", "quarter to date": return Period(uncheckedStart: quarter(of: month).start, end: tomorrow)
        case "ytd", "year to date":
            return Period(uncheckedStart: Month(year: month.year, month: 1).first, end: tomorrow)
        case "this week": return week(of: today)
        case "last week", "previous week": return week(of: today.adding(days: -7))
        case "this month", "current month": return month.period
        case "last month", "previous month": return month.adding(-1).period
        case "this quarter": return quarter(of: month)
        case "last quarter", "previous quarter": return quarter(of: month.adding(-3))
        case "this year": return year(month.year)
        case "last year", "previous year": return year(month.year - 1)
        default: return nil
        }
    }

    /// A day, month, quarter or year by its number.
    private static func calendar(_ words: String) -> Period? {
        if let day = Day(words) { return Period(day: day) }
        if let month = Month(words) { return month.period }
        let fields = words.split(whereSeparator: { $0 == "-" || $0 == " " })
        guard let number = fields.first.flatMap({ $0.utf8.count == 4 ? Int($0) : nil }), number > 0 else { return nil }
        if fields.count == 1 { return year(number) }
        guard fields.count == 2, fields[1].first == "q", let part = Int(fields[1].dropFirst()) else { return nil }
        return (1...4).contains(part) ? quarter(of: Month(year: number, month: part * 3)) : nil
    }

    private static func range(_ words: String) -> Period? {
        for separator in ["..", "/", " to ", " - "] {
            guard let middle = words.firstRange(of: separator) else { continue }
            let first = words[..<middle.lowerBound]
            let last = words[middle.upperBound...]
            if let start = Month(first), let end = Month(last) {
                return Period(start: start.first, end: end.adding(1).first)
            }
            guard let start = Day(first), let end = Day(last) else { return nil }
            return Period(start: start, end: end)
        }
        return nil
    }

    private static func week(of day: Day) -> Period {
        PeriodLength.days(7).after(day.adding(days: 1 - day.weekday))
    }

    private static func quarter(of month: Month) -> Period {
        PeriodLength.months(3).after(Month(year: month.year, month: (month.month - 1) / 3 * 3 + 1).first)
    }

    private static func year(_ number: Int) -> Period {
        PeriodLength.months(12).after(Month(year: number, month: 1).first)
    }
}
