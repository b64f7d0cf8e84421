#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A moment in UTC, in whole milliseconds.
public struct WallTime: Hashable, Sendable {
    /// Milliseconds since the beginning of 1970; leap seconds are not counted.
    public let milliseconds: Int64

    /// Names a moment.
    public init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// What the system's clock shows.
    public static func now() -> WallTime {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return WallTime(milliseconds: Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000)
    }
}

extension WallTime: Comparable {
    /// Whether the left one is earlier.
    public static func < (left: WallTime, right: WallTime) -> Bool { left.milliseconds < right.milliseconds }
}

extension WallTime: CustomStringConvertible {
    /// ISO 8601, such as `2026-07-28T09:05:00.042Z`.
    public var description: String {
        let (days, rest) = milliseconds.quotientAndRemainder(flooring: 86_400_000)
        let date = Self.civil(days: days)
        let (seconds, fraction) = rest.quotientAndRemainder(dividingBy: 1_000)
        let parts: [(number: Int64, digits: Int, end: Character)] = [
            (date.year, 4, "-"), (date.month, 2, "-"), (date.day, 2, "T"), (seconds / 3_600, 2, ":"),
            (seconds / 60 % 60, 2, ":"), (seconds % 60, 2, "."), (fraction, 3, "Z"),
        ]
        var text = ""
        text.reserveCapacity(24)
        for part in parts {
            let number = String(part.number)
            for _ in 0..<max(0, part.digits - number.utf8.count) { text.append("0") }
            text += number
            text.append(part.end)
        }
        return text
    }

    /// The date of a day counted from the beginning of 1970, by the Gregorian calendar in eras of 400 years that begin
    /// in March, so that the leap day is the last of a year.
    private static func civil(days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let (era, dayOfEra) = (days + 719_468).quotientAndRemainder(flooring: 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * shifted + 2) / 5 + 1)
    }
}

extension Int64 {
    /// Divides so that the remainder is never negative.
    fileprivate func quotientAndRemainder(flooring divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
