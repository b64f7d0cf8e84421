import CPostgres

/// A connection to PostgreSQL through libpq, whose calls block: it lives on a thread of its own.
final class PostgresConnection: SQLConnection {
    var loader: ChargeLoader?
    let dialect = SQLDialect.postgres
    private let connection: OpaquePointer
    private let cancellation: PostgresCancellation

    /// Connects. Throws ``CostStoreError`` with the server's words, which never hold the password.
    init(_ settings: String, timeoutMilliseconds: Int) throws(CostStoreError) {
        let options = "-c statement_timeout=\(timeoutMilliseconds) -c timezone=UTC -c client_min_messages=warning"
        let keys = ["dbname", "connect_timeout", "application_name", "options", "client_encoding"]
        let values = [settings, "10", "mcphub", options, "UTF8"]
        guard let connection = CStrings.with(keys, { keys in CStrings.with(values) { PQconnectdbParams(keys, $0, 1) } })
        else { throw CostStoreError(.unavailable, "no memory for a connection to PostgreSQL") }
        self.connection = connection
        cancellation = PostgresCancellation(connection)
        guard PQstatus(connection) == CONNECTION_OK else {
            let message = PostgresFailure.text(PQerrorMessage(connection))
            PQfinish(connection)
            throw CostStoreError(
                .unavailable,
                "PostgreSQL cannot be reached: \(message). Check DB_HOST, DB_PORT, DB_NAME, DB_USER and DB_PASSWORD,"
                    + " and that the server runs")
        }
    }

    var isUsable: Bool { PQstatus(connection) == CONNECTION_OK }

    var interrupter: @Sendable () -> Void {
        let cancellation = cancellation
        return { cancellation.send() }
    }

    func rows(_ sql: String, _ arguments: [SQLValue]) throws(CostStoreError) -> [SQLRow] {
        let result = CStrings.with(arguments.map(PostgresResult.parameter)) { values in
            PQexecParams(connection, Self.numbered(sql), Int32(arguments.count), nil, values, nil, nil, 0)
        }
        return try PostgresResult(result, connection).rows()
    }

    func eachBytes(
        _ sql: String, _ body: (UnsafeRawBufferPointer) throws(CostStoreError) -> Void
    ) throws(CostStoreError) {
        // In binary: as text, bytes take twice the room.
        let result = PQexecParams(connection, sql, 0, nil, nil, nil, nil, 1)
        try PostgresResult(result, connection).eachBytes(body)
    }

    func groups(_ sums: GroupedSums) throws(CostStoreError) -> [SQLRow] {
        try rows(sums.grouping, [])
    }

    func script(_ sql: String) throws(CostStoreError) {
        try PostgresResult(PQexec(connection, sql), connection).check()
    }

    func append(_ rows: BulkRows, to table: BulkTable) throws(CostStoreError) {
        guard !rows.isEmpty else { return }
        let sql = "COPY \(table.name) (\(table.columns.joined(separator: ","))) FROM STDIN (FORMAT binary)"
        try PostgresResult(PQexec(connection, sql), connection).check(PGRES_COPY_IN)
        var copy = PostgresCopy(rows, table)
        while let piece = copy.next() {
            let sent = piece.withUnsafeBytes { PQputCopyData(connection, $0.baseAddress, Int32($0.count)) }
            guard sent == 1 else { throw PostgresFailure.error(connection, nil) }
        }
        guard PQputCopyEnd(connection, nil) == 1 else { throw PostgresFailure.error(connection, nil) }
        var failure: CostStoreError?
        while let result = PQgetResult(connection) {
            do { try PostgresResult(result, connection).check() } catch { failure = failure ?? error }
        }
        if let failure { throw failure }
    }

    func close() {
        PQfinish(connection)
    }

    /// Writes the placeholders `?` as `$1`, `$2`, … None of our statements has a question mark in a text.
    private static func numbered(_ sql: String) -> String {
        guard sql.utf8.contains(UInt8(ascii: "?")) else { return sql }
        var number = 0
        return sql.split(separator: "?", omittingEmptySubsequences: false).map(String.init).reduce(into: "") {
            whole, part in
            if number > 0 { whole += "$\(number)" }
            whole += part
            number += 1
        }
    }
}
