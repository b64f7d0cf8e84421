import CostModel

/// Turns rows of one dialect into rows of a batch.
protocol RowReading: AnyObject {
    /// The names of the columns, as the file writes them.
    var names: [String] { get }
    /// Numbers that were rounded so far.
    var roundedAmounts: Int { get }
    /// Fills the row that was begun in the builder; false when the selection leaves it out.
    func read(_ row: CSVRow, into builder: inout ChargeBatchBuilder) throws(FieldProblem) -> Bool
}

/// What is wrong with one field of a row.
struct FieldProblem: Error {
    /// The place of the field, from 0; `nil` when the whole row is meant.
    var column: Int?
    var reason: RowProblem.Reason
}
