import CostModel
import Testing

@Suite struct PeriodTests {
    static let today = Day("2026-11-25").unsafelyUnwrapped

    @Test(arguments: [
        ("30d", "2026-10-27..2026-11-26"), ("last 30 days", "2026-10-27..2026-11-26"), ("2w", "2026-11-12..2026-11-26"),
        ("3 months", "2026-08-26..2026-11-26"), ("MTD", "2026-11-01..2026-11-26"), ("QTD", "2026-10-01..2026-11-26"),
        ("ytd", "2026-01-01..2026-11-26"), ("last month", "2026-10-01..2026-11-01"),
        ("Last_Month", "2026-10-01..2026-11-01"),
        ("this month", "2026-11-01..2026-12-01"), ("yesterday", "2026-11-24..2026-11-25"),
        ("today", "2026-11-25..2026-11-26"), ("this week", "2026-11-23..2026-11-30"),
        ("2024-01-01..2024-02-01", "2024-01-01..2024-02-01"), ("2024-01-01/2024-02-01", "2024-01-01..2024-02-01"),
        ("2024-01-01 to 2024-02-01", "2024-01-01..2024-02-01"), ("2024-02", "2024-02-01..2024-03-01"),
        ("2024-01..2024-03", "2024-01-01..2024-04-01"), ("2024-02-29", "2024-02-29..2024-03-01"),
        ("2026-Q4", "2026-10-01..2027-01-01"), ("2025", "2025-01-01..2026-01-01"),
        ("last quarter", "2026-07-01..2026-10-01"), ("last year", "2025-01-01..2026-01-01"),
    ])
    func `people write periods in many ways`(text: String, period: String) throws {
        #expect(try Period.parse(text, today: Self.today).description == period)
    }

    @Test(arguments: [
        "", "soon", "2024-02-30", "2024-13", "0d", "-3d", "2024-02-01..2024-01-01", "3 parsecs", "99999999999d",
    ])
    func `what names no period is refused with the ways that exist`(text: String) {
        #expect(throws: PeriodError.self) { try Period.parse(text, today: Self.today) }
    }

    @Test func `days and dates convert both ways over four centuries`() throws {
        var previous = try #require(Day(year: 1799, month: 12, day: 31))
        for number in previous.number + 1..<previous.number + 150_000 {
            let day = Day(number: number)
            let date = day.date
            #expect(Day(year: date.year, month: date.month, day: date.day) == day)
            #expect(date.day == previous.date.day + 1 || date.day == 1)
            previous = day
        }
        #expect(Day(number: 0).description == "1970-01-01" && Day(number: 0).weekday == 4)
    }

    @Test(arguments: [
        ("2026-11-25", "2026-11-25T00:00:00Z"), ("2026-11-25 00:00:00", "2026-11-25T00:00:00Z"),
        ("2026-11-25T10:30Z", "2026-11-25T10:30:00Z"), ("2026-11-25T10:30:15.1234567Z", "2026-11-25T10:30:15Z"),
        ("2026-11-25T01:00:00+02:00", "2026-11-24T23:00:00Z"), ("1969-12-31T23:59:59Z", "1969-12-31T23:59:59Z"),
    ])
    func `moments are read in the forms of ISO 8601 and written in that of FOCUS`(text: String, written: String) throws
    {
        #expect(try #require(Instant(text)).description == written)
    }

    @Test(arguments: [
        "2026-02-30", "2026-11-25T24:00:00Z", "2026-11-25T10:30:00Zx", "25.11.2026", "2026-11-25X10:00Z", "",
    ])
    func `what is no moment is refused`(text: String) {
        #expect(Instant(text) == nil)
    }

    @Test func `the period before a month is a month, and before ten days ten days`() throws {
        #expect(try Period.parse("2026-03", today: Self.today).previous.description == "2026-02-01..2026-03-01")
        #expect(try Period.parse("10d", today: Self.today).previous.description == "2026-11-06..2026-11-16")
    }
}
