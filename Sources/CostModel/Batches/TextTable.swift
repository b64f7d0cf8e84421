/// The texts behind the codes of one reading, kept by who receives its batches in order.
public struct TextTable: Sendable {
    private var epoch = 0
    private var texts: [String] = []

    /// Empty; the first batch fills it.
    public init() {}

    /// Takes the new texts of the next batch.
    public mutating func take(_ batch: ChargeBatch) {
        if batch.epoch != epoch { texts.removeAll(keepingCapacity: true) }
        epoch = batch.epoch
        for index in 0..<batch.newTexts.count { texts.append(batch.newTexts[index]) }
    }

    /// The text of a code; `nil` for 0 and for codes that are not of this reading.
    public subscript(code: UInt32) -> String? {
        code == 0 || code > texts.count ? nil : texts[Int(code) - 1]
    }
}

extension ChargeBatch {
    /// A row as a charge. The table must have taken this batch and those before it.
    public func charge(row: Int, texts: TextTable) -> Charge {
        var charge = Charge()
        for column in TextColumn.allCases { charge[column] = texts[code(column, row: row)] }
        for column in AmountColumn.allCases {
            let picos = picos(column, row: row)
            if picos != ChargeBatch.noAmount { charge[column] = Amount(picos: picos) }
        }
        for column in InstantColumn.allCases {
            let seconds = seconds(column, row: row)
            if seconds != ChargeBatch.noInstant { charge[column] = Instant(seconds: seconds) }
        }
        return charge
    }
}
