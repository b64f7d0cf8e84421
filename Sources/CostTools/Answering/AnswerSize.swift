import JSONRPC

/// How much data one answer has at most: a model reads all of it.
enum AnswerSize {
    /// In bytes of JSON. A single row may be larger, within the bounds of a charge.
    static let limit = 256 << 10

    /// How many of the first rows fit, one at least.
    static func fitting(_ rows: [JSONValue]) -> Int {
        var bytes = 0
        let fit = rows.prefix { row in
            bytes += row.description.utf8.count + 1
            return bytes <= limit
        }
        return max(1, fit.count)
    }
}
