/// A row that could not be read.
public struct RowProblem: Error, Hashable, Sendable {
    /// Why.
    public enum Reason: Hashable, Sendable {
        /// It has another number of fields than the first row.
        case fieldCount(Int, expected: Int)
        /// A quote where none may be, or none where one must be.
        case quoting
        /// A value that must be there is not.
        case missing
        /// No decimal number, or one too large.
        case notANumber
        /// No date or time.
        case notATime
        /// No ISO 4217 code.
        case notACurrency
        /// No flat JSON object.
        case notTags
        /// No UTF-8.
        case encoding
        /// The end lies before the start.
        case period
    }

    /// The line of the file on which the row begins, from 1.
    public let line: Int
    /// The number of the row, from 1 without the first row.
    public let row: Int
    /// The column by its name in the file; `nil` when the whole row is meant.
    public let column: String?
    /// The value, at most 200 characters of it.
    public let value: String
    /// What is wrong.
    public let reason: Reason

    init(line: Int, row: Int, column: String?, value: String, reason: Reason) {
        self.line = line
        self.row = row
        self.column = column
        self.value = String(value.prefix(200))
        self.reason = reason
    }
}

extension RowProblem: CustomStringConvertible {
    /// Where and what.
    public var description: String {
        "line \(line)" + (column.map { ", \($0) “\(value)”" } ?? "") + ": \(reason)"
    }
}

extension RowProblem.Reason: CustomStringConvertible {
    /// What is wrong, in words.
    public var description: String {
        switch self {
        case .fieldCount(let count, let expected): "\(count) fields where the first row has \(expected)"
        case .quoting: "the quotes do not pair up"
        case .missing: "a value is needed"
        case .notANumber: "not a decimal number"
        case .notATime: "not a date or time"
        case .notACurrency: "not an ISO 4217 currency code"
        case .notTags: "not a flat JSON object"
        case .encoding: "not UTF-8"
        case .period: "the end lies before the start"
        }
    }
}
