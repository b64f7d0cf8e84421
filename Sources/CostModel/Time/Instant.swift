/// A moment in UTC, to the second.
@frozen
public struct Instant: Hashable, Sendable {
    /// Seconds since 1970-01-01T00:00:00Z, leap seconds not counted.
    public var seconds: Int64

    /// Takes seconds since 1970-01-01T00:00:00Z.
    @inlinable
    public init(seconds: Int64) {
        self.seconds = seconds
    }

    /// The day that the moment is in.
    public var day: Day {
        Day(number: Int32(clamping: seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400))
    }

    /// Reads an ISO date or date and time, see ``parse(_:)``; `nil` for anything else.
    public init?(_ text: String) {
        guard let instant = Instant.parse(text.utf8.span) else { return nil }
        self = instant
    }

    /// Appends `2026-11-25T00:00:00Z` in ASCII.
    public func append(to output: inout [UInt8]) {
        output.append(contentsOf: description.utf8)
    }
}

extension Instant: Comparable, CustomStringConvertible {
    /// Orders by time.
    @inlinable
    public static func < (left: Instant, right: Instant) -> Bool {
        left.seconds < right.seconds
    }

    /// `2026-11-25T00:00:00Z`, the form of FOCUS.
    public var description: String {
        let day = self.day
        let second = Int(seconds - day.start.seconds)
        let time = [second / 3600, second / 60 % 60, second % 60].map { ISO.padded($0, to: 2) }
        return "\(day)T\(time[0]):\(time[1]):\(time[2])Z"
    }
}
