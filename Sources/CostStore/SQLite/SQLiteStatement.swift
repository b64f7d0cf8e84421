import GRDBSQLite

/// Binds, steps and reads a prepared statement directly, which for bulk is several times faster than records.
struct SQLiteStatement {
    private let statement: OpaquePointer

    init(_ statement: OpaquePointer) {
        self.statement = statement
    }

    /// Runs the statement and reads all of its rows.
    func rows(_ arguments: [SQLValue]) throws -> [SQLRow] {
        sqlite3_reset(statement)
        defer { sqlite3_reset(statement) }
        for (index, argument) in arguments.enumerated() { try bind(argument, Int32(index + 1)) }
        let columns = sqlite3_column_count(statement)
        var rows: [SQLRow] = []
        while try step() {
            rows.append(SQLRow(values: (0..<columns).map { value($0) }))
        }
        return rows
    }

    /// Runs the statement and calls `body` with the bytes of each row, which SQLite keeps until the next.
    func eachBytes(_ body: (UnsafeRawBufferPointer) throws(CostStoreError) -> Void) throws {
        defer { sqlite3_reset(statement) }
        while try step() {
            let start = sqlite3_column_blob(statement, 0)
            try body(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, 0))))
        }
    }

    /// Runs the statement once for each row.
    func insert(_ rows: BulkRows, _ table: BulkTable) throws {
        let count = table.integerCount
        // A statement from the cache may have been used by somebody else since.
        sqlite3_reset(statement)
        sqlite3_clear_bindings(statement)
        defer { sqlite3_reset(statement) }
        try rows.integers.withUnsafeBufferPointer { integers in
            try rows.bytes.withUnsafeBufferPointer { bytes in
                for row in 0..<rows.count {
                    bindIntegers(integers, row &* count, count)
                    if table.last != .integer { bindLast(bytes, rows.lastRange(row), table.last, Int32(count + 1)) }
                    _ = try step()
                    sqlite3_reset(statement)
                }
            }
        }
    }

    @inline(__always)
    private func bindIntegers(_ integers: UnsafeBufferPointer<Int64>, _ start: Int, _ count: Int) {
        for index in 0..<count {
            let value = integers[start &+ index]
            if value == BulkRows.null {
                sqlite3_bind_null(statement, Int32(truncatingIfNeeded: index &+ 1))
            } else {
                sqlite3_bind_int64(statement, Int32(truncatingIfNeeded: index &+ 1), value)
            }
        }
    }

    /// Binds without a copy: the memory outlives the step.
    private func bindLast(
        _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ kind: BulkTable.Last, _ index: Int32
    ) {
        let length = Int32(range.count)
        let start = bytes.baseAddress.map { UnsafeRawPointer($0 + range.lowerBound) }
        guard let start, length > 0 else {
            _ =
                kind == .text
                ? sqlite3_bind_text(statement, index, "", 0, nil) : sqlite3_bind_zeroblob(statement, index, 0)
            return
        }
        if kind == .text {
            sqlite3_bind_text(statement, index, start.assumingMemoryBound(to: CChar.self), length, nil)
        } else {
            sqlite3_bind_blob(statement, index, start, length, nil)
        }
    }

    /// An integer of the current row; 0 for none.
    @inline(__always)
    func integer(_ column: Int) -> Int64 {
        sqlite3_column_int64(statement, Int32(truncatingIfNeeded: column))
    }

    /// Goes to the next row; whether there is one.
    func step() throws -> Bool {
        switch sqlite3_step(statement) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default: throw SQLiteFailure.last(sqlite3_db_handle(statement))
        }
    }

    /// SQLite copies what is bound here.
    private func bind(_ value: SQLValue, _ index: Int32) throws {
        let copies = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        let result: Int32 =
            switch value {
            case .null: sqlite3_bind_null(statement, index)
            case .integer(let number): sqlite3_bind_int64(statement, index, number)
            case .wide(let number): sqlite3_bind_text(statement, index, String(number), -1, copies)
            case .text(let text): sqlite3_bind_text(statement, index, text, Int32(text.utf8.count), copies)
            case .bytes(let bytes): sqlite3_bind_blob(statement, index, bytes, Int32(bytes.count), copies)
            }
        if result != SQLITE_OK { throw SQLiteFailure.last(sqlite3_db_handle(statement)) }
    }

    private func value(_ column: Int32) -> SQLValue {
        switch sqlite3_column_type(statement, column) {
        case SQLITE_INTEGER: return .integer(sqlite3_column_int64(statement, column))
        case SQLITE_NULL: return .null
        case SQLITE_BLOB:
            guard let start = sqlite3_column_blob(statement, column) else { return .bytes([]) }
            return .bytes(
                Array(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column)))))
        default:
            guard let start = sqlite3_column_text(statement, column) else { return .null }
            let bytes = UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column)))
            return .text(String(decoding: bytes, as: UTF8.self))
        }
    }
}
