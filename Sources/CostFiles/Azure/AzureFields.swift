import CostModel

/// The fields of one Azure row by column, with the numbers that were asked for so far.
struct AzureFields {
    let row: CSVRow
    let places: [Int]
    private(set) var roundedAmounts = 0

    init(row: CSVRow, places: [Int]) {
        self.row = row
        self.places = places
    }

    /// The text without white space around it; `nil` for a column that is not there, or empty.
    func text(_ column: AzureColumn) -> String? {
        let place = places[column.rawValue]
        guard place >= 0 else { return nil }
        let text = row.text(place).trimmed
        return text.isEmpty || text == "NULL" ? nil : text
    }

    /// A number. Throws ``FieldProblem`` for what is none.
    mutating func amount(_ column: AzureColumn) throws(FieldProblem) -> Amount? {
        guard let text = text(column) else { return nil }
        do throws(AmountError) {
            let parsed = try Amount.parse(text.utf8.span)
            if parsed.wasRounded { roundedAmounts += 1 }
            return parsed.amount
        } catch {
            throw FieldProblem(column: places[column.rawValue], reason: .notANumber)
        }
    }

    /// The day that is written. Throws ``FieldProblem`` for what is none.
    func day(_ column: AzureColumn) throws(FieldProblem) -> Day? {
        guard let text = text(column) else { return nil }
        let instant = Array(text.utf8).withUnsafeBufferPointer { FileInstant.parse($0) }
        guard let instant else { throw FieldProblem(column: places[column.rawValue], reason: .notATime) }
        return instant.day
    }

    func problem(_ column: AzureColumn, _ reason: RowProblem.Reason) -> FieldProblem {
        let place = places[column.rawValue]
        return FieldProblem(column: place >= 0 ? place : nil, reason: reason)
    }
}

extension String {
    var trimmed: String {
        guard first?.isWhitespace == true || last?.isWhitespace == true else { return self }
        let head = drop { $0.isWhitespace }
        return String(head.reversed().drop { $0.isWhitespace }.reversed())
    }
}
