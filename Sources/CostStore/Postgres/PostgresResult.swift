import CPostgres

/// Reads what libpq gives, and frees it.
struct PostgresResult: ~Copyable {
    private let result: OpaquePointer?
    private let connection: OpaquePointer

    init(_ result: OpaquePointer?, _ connection: OpaquePointer) {
        self.result = result
        self.connection = connection
    }

    deinit {
        PQclear(result)
    }

    /// Throws unless the statement was done, or is in the state that is expected.
    func check(_ expected: ExecStatusType = PGRES_COMMAND_OK) throws(CostStoreError) {
        let status = PQresultStatus(result)
        if status == expected || (expected == PGRES_COMMAND_OK && status == PGRES_TUPLES_OK) { return }
        throw PostgresFailure.error(connection, result)
    }

    consuming func rows() throws(CostStoreError) -> [SQLRow] {
        try check()
        let columns = PQnfields(result)
        let types = (0..<columns).map { PQftype(result, $0) }
        var rows: [SQLRow] = []
        rows.reserveCapacity(Int(PQntuples(result)))
        for row in 0..<PQntuples(result) {
            rows.append(SQLRow(values: (0..<columns).map { value(row, $0, types[Int($0)]) }))
        }
        return rows
    }

    /// Calls `body` with the first column of each row, which has come in binary.
    consuming func eachBytes(
        _ body: (UnsafeRawBufferPointer) throws(CostStoreError) -> Void
    ) throws(CostStoreError) {
        try check()
        for row in 0..<PQntuples(result) {
            let start = PQgetvalue(result, row, 0).map { UnsafeRawPointer($0) }
            try body(UnsafeRawBufferPointer(start: start, count: Int(PQgetlength(result, row, 0))))
        }
    }

    private borrowing func value(_ row: Int32, _ column: Int32, _ type: Oid) -> SQLValue {
        guard PQgetisnull(result, row, column) == 0, let start = PQgetvalue(result, row, column) else { return .null }
        let bytes = UnsafeRawBufferPointer(start: start, count: Int(PQgetlength(result, row, column)))
        if type == 17 { return .bytes(Self.bytes(hexadecimal: bytes)) }
        let text = String(decoding: bytes, as: UTF8.self)
        switch type {
        // int8, int2, int4
        case 20, 21, 23: return Int64(text).map { .integer($0) } ?? .text(text)
        case 1700: return Int128(text).map { .wide($0) } ?? .text(text)
        default: return .text(text)
        }
    }

    /// Reads `\x0a1b`, the form in which bytes come in text.
    private static func bytes(hexadecimal text: UnsafeRawBufferPointer) -> [UInt8] {
        @inline(__always)
        func digit(_ place: Int) -> UInt8 {
            let byte = text[place]
            return byte < 0x3A ? byte &- 0x30 : (byte | 0x20) &- 0x57
        }
        let size = max(0, text.count - 2) / 2
        return [UInt8](unsafeUninitializedCapacity: size) { bytes, count in
            for index in 0..<size { bytes[index] = digit(2 + 2 * index) << 4 | digit(3 + 2 * index) }
            count = size
        }
    }

    /// A value as the text that PostgreSQL reads.
    static func parameter(_ value: SQLValue) -> String? {
        switch value {
        case .null: nil
        case .integer(let number): String(number)
        case .wide(let number): String(number)
        case .text(let text): text
        case .bytes(let bytes):
            "\\x" + bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        }
    }
}
