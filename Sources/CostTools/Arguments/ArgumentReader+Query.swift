import CostModel
import CostStore

extension ArgumentReader {
    /// `period`, `days`, or `startDate` and `endDate` (exclusive). Without any: the last 30 days that there are data
    /// for.
    func period(today: Day, dataThrough: Day?) throws(ToolFailure) -> Period {
        let (start, end) = (try day("startDate"), try day("endDate"))
        if start != nil || end != nil {
            guard let start else { throw ToolFailure("give startDate too, or write both as period: FROM..TO") }
            guard let period = Period(start: start, end: end ?? today.adding(days: 1)) else {
                throw ToolFailure("endDate must be after startDate: it is the day after the last")
            }
            return period
        }
        if value("days") != nil {
            let count = try count("days", in: 1...36_525, otherwise: 30)
            return PeriodLength.days(count).before(today.adding(days: 1))
        }
        if let text = try text("period") {
            do { return try Period.parse(text, today: today) } catch { throw ToolFailure("period: \(error)") }
        }
        return PeriodLength.days(30).before(min(today, dataThrough ?? today).adding(days: 1))
    }

    /// A date, alone or with a time, or a month, which is its first day.
    func day(_ key: String) throws(ToolFailure) -> Day? {
        guard let text = try text(key) else { return nil }
        if let day = Day(text) ?? Instant(text)?.day ?? Month(text)?.first { return day }
        throw ToolFailure("\(key) must be a date like 2026-11-25; it is “\(text.prefix(64))”")
    }

    /// The dimensions to group by, each once.
    func groupBy(otherwise standard: [CostDimension] = []) throws(ToolFailure) -> [CostDimension] {
        guard value("groupBy") != nil else { return standard }
        var dimensions: [CostDimension] = []
        for name in try texts("groupBy", splitting: true) where name.lowercased() != "none" {
            let dimension = try DimensionNames.dimension(name)
            if !dimensions.contains(dimension) { dimensions.append(dimension) }
        }
        return dimensions
    }
}
