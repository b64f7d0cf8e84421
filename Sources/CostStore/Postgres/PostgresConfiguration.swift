import CPostgres

/// Where a PostgreSQL server is and how it is spoken to.
public struct PostgresConfiguration: Sendable {
    /// A URL (`postgresql://…`) or a list of `key=value`, as libpq reads them. May hold a password: never log it.
    var connection: String
    /// The same of a read replica, which then answers the questions.
    var replica: String?
    /// How many connections questions may use, 1 to 16.
    var readers: Int
    /// How long a question may take, in milliseconds.
    var timeout: Int

    /// Takes what libpq reads.
    public init(connection: String, replica: String? = nil, readers: Int = 8, timeoutMilliseconds: Int = 30_000) {
        self.connection = connection
        self.replica = replica
        self.readers = min(max(1, readers), 16)
        timeout = timeoutMilliseconds
    }

    /// Takes the usual environment variables: `DATABASE_URL`, or `DB_HOST`, `DB_PORT`, `DB_NAME`, `DB_USER`,
    /// `DB_PASSWORD`, `DB_SSLMODE` and `DB_SSLROOTCERT`; `DB_REPLICA_URL` or `DB_REPLICA_HOST` for a replica. `nil`
    /// when neither a URL nor a host is there.
    public init?(environment: [String: String]) {
        func settings(host: String) -> String {
            let pairs: [(String, String?)] = [
                ("host", host), ("port", environment["DB_PORT"]), ("dbname", environment["DB_NAME"] ?? "mcphub"),
                ("user", environment["DB_USER"]), ("password", environment["DB_PASSWORD"]),
                ("sslmode", environment["DB_SSLMODE"]), ("sslrootcert", environment["DB_SSLROOTCERT"]),
            ]
            return pairs.compactMap { key, value in value.map { "\(key)=\(Self.quoted($0))" } }.joined(separator: " ")
        }
        guard let connection = environment["DATABASE_URL"] ?? environment["DB_HOST"].map(settings) else { return nil }
        self.init(
            connection: connection,
            replica: environment["DB_REPLICA_URL"] ?? environment["DB_REPLICA_HOST"].map(settings))
    }

    private static func quoted(_ text: String) -> String {
        "'" + text.replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'"
    }
}

extension PostgresConfiguration: CustomStringConvertible {
    /// Says nothing of what may be secret.
    public var description: String { "PostgreSQL" }

    /// Where the server is, without user and password: `PostgreSQL, database costs at db.example.com:5432`.
    public var place: String {
        let parts = Self.parts(of: connection)
        let server = [parts["host"] ?? parts["hostaddr"], parts["port"]].compactMap { $0 }.joined(separator: ":")
        let database = parts["dbname"].map { ", database \($0)" } ?? ""
        let isReplicated = replica == nil ? "" : ", questions to a replica"
        return "PostgreSQL\(database)\(server.isEmpty ? "" : " at \(server)")\(isReplicated)"
    }

    /// What libpq reads in its settings; nothing when they cannot be read.
    private static func parts(of settings: String) -> [String: String] {
        guard let options = PQconninfoParse(settings, nil) else { return [:] }
        defer { PQconninfoFree(options) }
        var parts: [String: String] = [:]
        var option = options
        while let keyword = option.pointee.keyword {
            if let value = option.pointee.val { parts[String(cString: keyword)] = String(cString: value) }
            option += 1
        }
        return parts
    }
}
