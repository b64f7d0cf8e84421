/// A stretch of whole days in UTC. The end is exclusive: November is from the first of November to the first of
/// December.
@frozen
public struct Period: Hashable, Sendable {
    /// The first day.
    public let start: Day
    /// The day after the last.
    public let end: Day

    /// From `start` up to but not including `end`; `nil` unless at least one day lies between.
    public init?(start: Day, end: Day) {
        guard start < end else { return nil }
        self.start = start
        self.end = end
    }

    init(uncheckedStart start: Day, end: Day) {
        self.start = start
        self.end = end
    }

    /// A single day.
    public init(day: Day) {
        self.init(uncheckedStart: day, end: day.adding(days: 1))
    }

    /// How many days it has; at least one.
    public var dayCount: Int { Int(end.number) - Int(start.number) }

    /// Whether the day is in it.
    public func contains(_ day: Day) -> Bool {
        day >= start && day < end
    }

    /// Its days, in order.
    public var days: [Day] { (start.number..<end.number).map { Day(number: $0) } }

    /// The months that it touches, in order.
    public var months: [Month] {
        let first = start.month
        let last = end.adding(days: -1).month
        return (0...(Int(last.number) - Int(first.number))).map { first.adding($0) }
    }

    /// What lies in both; `nil` when nothing does.
    public func intersection(_ other: Period) -> Period? {
        Period(start: max(start, other.start), end: min(end, other.end))
    }

    /// The period just before: the months before when it is made of whole months, else as many days.
    public var previous: Period {
        guard start.date.day == 1, end.date.day == 1 else {
            return Period(uncheckedStart: start.adding(days: -dayCount), end: start)
        }
        return Period(uncheckedStart: start.adding(months: -months.count), end: start)
    }

    /// The same days `count` months earlier.
    public func earlier(months count: Int) -> Period {
        let first = start.adding(months: -count)
        return Period(uncheckedStart: first, end: max(end.adding(months: -count), first.adding(days: 1)))
    }
}

extension Period: CustomStringConvertible {
    /// `2026-11-01..2026-12-01`, the end exclusive; ``parse(_:today:)`` reads it back.
    public var description: String { "\(start)..\(end)" }
}
