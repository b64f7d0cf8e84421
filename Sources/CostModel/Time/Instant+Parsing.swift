extension Instant {
    /// Reads an ISO date, alone or with a time, from its ASCII bytes; `nil` for anything else.
    ///
    /// Between date and time stands `T` or a space; seconds, a fraction of a second (cut off) and the offset (`Z`,
    /// `+02:00`) may be missing. Without an offset the time is UTC.
    public static func parse(_ text: Span<UInt8>) -> Instant? {
        guard text.count >= 10, text.count <= 40, text[4] == UInt8(ascii: "-"), text[7] == text[4] else { return nil }
        guard let year = number(text, 0, 4), let month = number(text, 5, 2), let day = number(text, 8, 2) else {
            return nil
        }
        guard let date = Day(year: year, month: month, day: day) else { return nil }
        guard text.count > 10 else { return date.start }
        guard text[10] == UInt8(ascii: "T") || text[10] == UInt8(ascii: " ") || text[10] == UInt8(ascii: "t") else {
            return nil
        }
        guard let time = timeOfDay(text, from: 11) else { return nil }
        return Instant(seconds: date.start.seconds + time)
    }

    /// Seconds since midnight in UTC, which may lie outside the day when there is an offset.
    private static func timeOfDay(_ text: Span<UInt8>, from start: Int) -> Int64? {
        guard text.count >= start + 5, text[start + 2] == UInt8(ascii: ":") else { return nil }
        guard let hour = number(text, start, 2), let minute = number(text, start + 3, 2) else { return nil }
        var index = start + 5
        var second = 0
        if index < text.count, text[index] == UInt8(ascii: ":") {
            guard let value = number(text, index + 1, 2) else { return nil }
            second = value
            index += 3
            if index < text.count, text[index] == UInt8(ascii: ".") {
                index += 1
                while index < text.count, text[index] >= UInt8(ascii: "0"), text[index] <= UInt8(ascii: "9") {
                    index += 1
                }
            }
        }
        guard hour < 24, minute < 60, second < 60, let offset = offset(text, from: index) else { return nil }
        return Int64(hour * 3600 + minute * 60 + second - offset)
    }

    /// Seconds east of UTC: nothing or `Z` is none.
    private static func offset(_ text: Span<UInt8>, from start: Int) -> Int? {
        guard start < text.count else { return 0 }
        if text[start] | 0x20 == UInt8(ascii: "z") { return text.count == start + 1 ? 0 : nil }
        guard text[start] == UInt8(ascii: "+") || text[start] == UInt8(ascii: "-") else { return nil }
        guard let hours = number(text, start + 1, 2), hours < 15 else { return nil }
        var minutes = 0
        if text.count > start + 3 {
            let place = text[start + 3] == UInt8(ascii: ":") ? start + 4 : start + 3
            guard text.count == place + 2, let value = number(text, place, 2), value < 60 else { return nil }
            minutes = value
        }
        let seconds = hours * 3600 + minutes * 60
        return text[start] == UInt8(ascii: "-") ? -seconds : seconds
    }

    private static func number(_ text: Span<UInt8>, _ start: Int, _ count: Int) -> Int? {
        guard text.count >= start + count else { return nil }
        var result = 0
        for index in start..<(start + count) {
            let digit = text[index] &- UInt8(ascii: "0")
            guard digit < 10 else { return nil }
            result = result * 10 + Int(digit)
        }
        return result
    }
}
