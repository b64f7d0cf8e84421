import GRDB
import GRDBSQLite

/// Tells the errors of SQLite in terms of the store.
enum SQLiteFailure {
    /// The last error of a connection.
    static func last(_ connection: OpaquePointer?) -> DatabaseError {
        DatabaseError(
            resultCode: ResultCode(rawValue: sqlite3_extended_errcode(connection)),
            message: sqlite3_errmsg(connection).map { String(cString: $0) })
    }

    static func error(_ error: any Error, _ path: String) -> CostStoreError {
        if let error = error as? CostStoreError { return error }
        guard let error = error as? DatabaseError else { return CostStoreError(.failed, "\(path): \(error)") }
        let (code, what) = meaning(error)
        return CostStoreError(code, "\(path): \(what) (SQLite: \(error.message ?? "\(error.resultCode)"))")
    }

    private static func meaning(_ error: DatabaseError) -> (CostStoreError.Code, String) {
        switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            (.locked, "the store is locked by another process; end it, or try again when it is done")
        case .SQLITE_FULL: (.full, "no space is left for the store; free some and try again, nothing was lost")
        case .SQLITE_IOERR where error.extendedResultCode == .SQLITE_IOERR_WRITE:
            (.full, "the store's file cannot grow or be written; see the disk's space and the limit on file sizes")
        case .SQLITE_READONLY, .SQLITE_PERM:
            (.readOnly, "the store may only be read; check the owner and the mode of the file and its folder")
        case .SQLITE_CANTOPEN: (.unavailable, "the store cannot be opened; check the path and its permissions")
        case .SQLITE_CORRUPT, .SQLITE_NOTADB:
            (.damaged, "the file is no cost store or is damaged; restore a copy, or move it away and import again")
        case .SQLITE_INTERRUPT: (.cancelled, "the question was cancelled")
        case .SQLITE_TOOBIG: (.tooLarge, "a value is too large")
        case .SQLITE_ERROR where error.message == "integer overflow":
            (.tooLarge, "a sum is too large to be added up; ask for a shorter period")
        default: (.failed, "the store reports an error")
        }
    }
}
