/// A table that is filled in bulk: all columns are integers, but for the last where it is said to be something else.
struct BulkTable: Sendable {
    enum Last: Sendable {
        case integer
        case text
        case bytes
    }

    let name: String
    let columns: [String]
    let last: Last

    init(_ name: String, _ columns: [String], last: Last = .integer) {
        self.name = name
        self.columns = columns
        self.last = last
    }

    var integerCount: Int { columns.count - (last == .integer ? 0 : 1) }
}

/// Rows for a ``BulkTable``, in few pieces of memory.
struct BulkRows {
    /// The integers, row after row; ``null`` where there is none.
    var integers: [Int64] = []
    /// The texts or bytes of all rows.
    var bytes: [UInt8] = []
    /// Where those of each row end; empty for a table of integers only.
    var ends: [Int] = []
    private(set) var count = 0

    static let null = Int64.min

    var isEmpty: Bool { count == 0 }

    init() {}

    /// Takes rows that were written elsewhere, each with a last value of its own.
    init(integers: [Int64], bytes: [UInt8], ends: [Int]) {
        self.integers = integers
        self.bytes = bytes
        self.ends = ends
        count = ends.count
    }

    /// Adds a row of integers.
    mutating func append(_ row: Int64...) {
        integers.append(contentsOf: row)
        count += 1
    }

    /// Adds a row whose last column is not an integer.
    mutating func append(_ row: Int64..., last: some Sequence<UInt8>) {
        integers.append(contentsOf: row)
        bytes.append(contentsOf: last)
        endRow(hasLast: true)
    }

    /// Ends a row whose values were added directly.
    mutating func endRow(hasLast: Bool) {
        if hasLast { ends.append(bytes.count) }
        count += 1
    }

    mutating func removeAll() {
        integers.removeAll(keepingCapacity: true)
        bytes.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        count = 0
    }

    /// The place of a row's last value in ``bytes``.
    func lastRange(_ row: Int) -> Range<Int> {
        (row == 0 ? 0 : ends[row - 1])..<ends[row]
    }
}
