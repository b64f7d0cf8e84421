import CostModel

/// What each charge has of its own and nobody sums: times within the day and quantities, packed into a few bytes.
enum ChargeDetails {
    private static let hasStart: UInt8 = 1
    private static let hasEnd: UInt8 = 2
    private static let hasUsualMonth: UInt8 = 4
    private static let hasBillingStart: UInt8 = 8
    private static let hasBillingEnd: UInt8 = 16

    /// Appends the details of a charge of a billing month.
    static func append(_ batch: ChargeBatch, _ row: Int, month: Int64, to bytes: inout [UInt8]) {
        let none = ChargeBatch.noInstant
        let (start, end) = (batch.seconds(.chargePeriodStart, row: row), batch.seconds(.chargePeriodEnd, row: row))
        let first = batch.seconds(.billingPeriodStart, row: row)
        let last = batch.seconds(.billingPeriodEnd, row: row)
        let bounds = MonthBounds.of(month)
        let isUsual = first == bounds.start && last == bounds.end
        var flags: UInt8 = start == none ? 0 : hasStart
        if end != none { flags |= hasEnd }
        if isUsual { flags |= hasUsualMonth }
        if !isUsual, first != none { flags |= hasBillingStart }
        if !isUsual, last != none { flags |= hasBillingEnd }
        bytes.append(flags)
        let midnight = Int64(batch.day(row)) * 86_400
        if start != none { Varint.append(UInt64(start - midnight), to: &bytes) }
        if end != none { Varint.append(signed: end - midnight, to: &bytes) }
        if flags & hasBillingStart != 0 { Varint.append(signed: first, to: &bytes) }
        if flags & hasBillingEnd != 0 { Varint.append(signed: last, to: &bytes) }
        for column in ChargeTable.ownAmounts { Varint.append(optional: batch.picos(column, row: row), to: &bytes) }
    }

    /// Gives a charge what its details say.
    static func read(_ bytes: [UInt8], day: Day, month: Month, into charge: inout Charge) {
        guard let flags = bytes.first else { return }
        var reader = VarintReader(Array(bytes.dropFirst()))
        let midnight = day.start.seconds
        if flags & hasStart != 0 { charge[.chargePeriodStart] = Instant(seconds: midnight + Int64(reader.number())) }
        if flags & hasEnd != 0 { charge[.chargePeriodEnd] = Instant(seconds: midnight + reader.signed()) }
        if flags & hasUsualMonth != 0 {
            charge[.billingPeriodStart] = month.first.start
            charge[.billingPeriodEnd] = month.adding(1).first.start
        }
        if flags & hasBillingStart != 0 { charge[.billingPeriodStart] = Instant(seconds: reader.signed()) }
        if flags & hasBillingEnd != 0 { charge[.billingPeriodEnd] = Instant(seconds: reader.signed()) }
        for column in ChargeTable.ownAmounts { charge[column] = reader.amount() }
    }
}

/// The first seconds of the months, computed once.
enum MonthBounds {
    private static let firstMonth = 1970 * 12
    private static let starts: [Int64] = (0...(130 * 12)).map { count in
        (Day(year: 1970 + count / 12, month: count % 12 + 1, day: 1) ?? Day(number: 0)).start.seconds
    }

    /// The first second of a month, and that of the next.
    @inline(__always)
    static func of(_ month: Int64) -> (start: Int64, end: Int64) {
        let index = Int(month) - firstMonth
        guard index >= 0, index + 1 < starts.count else { return (.max, .max) }
        return (starts[index], starts[index + 1])
    }
}
