import CPostgres

/// Tells the errors of PostgreSQL in terms of the store.
enum PostgresFailure {
    static func error(_ connection: OpaquePointer, _ result: OpaquePointer?) -> CostStoreError {
        let message = text(PQerrorMessage(connection))
        guard PQstatus(connection) == CONNECTION_OK else {
            return CostStoreError(
                .connectionLost,
                "the connection to PostgreSQL was lost: \(message). What was begun is undone; try again")
        }
        let state = result.flatMap { PQresultErrorField($0, 67) }.map { String(cString: $0) } ?? ""
        let (code, advice) = meaning(state)
        return CostStoreError(code, "PostgreSQL: \(message)\(advice)")
    }

    /// By SQLSTATE, or its first two characters, the class.
    private static func meaning(_ state: String) -> (CostStoreError.Code, String) {
        switch state {
        case "57014": return (.timeout, "; ask for a shorter period, or allow more time")
        case "55P03", "40P01": return (.locked, "; try again")
        case "25006": return (.readOnly, "; the server is a replica, or the user may only read")
        case "42501": return (.readOnly, "; grant the user the right")
        case "22003": return (.tooLarge, "; ask for a shorter period")
        default: break
        }
        switch state.prefix(2) {
        case "53": return (.full, "; see the server's disk, memory and connections")
        case "57", "08": return (.connectionLost, "; try again when the server runs")
        default: return (.failed, "")
        }
    }

    static func text(_ message: UnsafeMutablePointer<CChar>?) -> String {
        guard let message else { return "no message" }
        return String(cString: message).split(separator: "\n").joined(separator: " ")
    }
}
