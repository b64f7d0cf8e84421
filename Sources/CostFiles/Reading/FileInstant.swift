import CostModel

/// Dates and times the way cost files write them.
enum FileInstant {
    /// ISO dates and times, and `MM/DD/YYYY` with one or two digits and years of two or four.
    static func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> Instant? {
        if let instant = Instant.parse(bytes.span) { return instant }
        return parseAmerican(bytes)
    }

    /// `20260101`, as some reports write days.
    private static func parseCompact(_ bytes: UnsafeBufferPointer<UInt8>) -> Instant? {
        guard bytes.count == 8, bytes.allSatisfy({ $0 >= 48 && $0 <= 57 }) else { return nil }
        let number = bytes.reduce(0) { $0 * 10 + Int($1 - 48) }
        return Day(year: number / 10_000, month: number / 100 % 100, day: number % 100)?.start
    }

    private static func parseAmerican(_ bytes: UnsafeBufferPointer<UInt8>) -> Instant? {
        let parts = bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard parts.count == 3 else { return parseCompact(bytes) }
        // A time may follow the date; only the day counts there.
        let numbers = [parts[0], parts[1], parts[2].prefix { $0 != UInt8(ascii: " ") }].map { digits -> Int? in
            guard (1...4).contains(digits.count), digits.allSatisfy({ $0 >= 48 && $0 <= 57 }) else { return nil }
            return digits.reduce(0) { $0 * 10 + Int($1 - 48) }
        }
        guard let month = numbers[0], let day = numbers[1], let year = numbers[2] else { return nil }
        return Day(year: year < 100 ? 2000 + year : year, month: month, day: day)?.start
    }
}
