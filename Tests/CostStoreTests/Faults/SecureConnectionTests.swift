import CostModel
import CostStore
import Foundation
import PostgresTestSupport
import Testing

/// TLS to PostgreSQL.
@Suite(.serialized) struct SecureConnectionTests {
    private static func status(_ server: PostgresServer, _ options: String) async throws -> CostStoreError? {
        let settings = server.settings("postgres") + "?" + options
        do throws(CostStoreError) {
            _ = try await CostStores.status(postgres: PostgresConfiguration(connection: settings))
            return nil
        } catch {
            return error
        }
    }

    @Test func `a certificate is checked as far as the mode says`() async throws {
        try await Folder.with { folder in
            try Self.makeCertificates(folder)
            let server = try PostgresServer(certificate: folder + "/server.crt", key: folder + "/server.key")
            let authority = "sslrootcert=\(folder)/ca.crt"
            #expect(try await Self.status(server, "sslmode=require") == nil)
            #expect(try await Self.status(server, "sslmode=verify-full&\(authority)") == nil)
            let stranger = try await Self.status(server, "sslmode=verify-ca&sslrootcert=\(folder)/other.crt")
            #expect(stranger?.code == .unavailable)
            #expect(stranger?.message.contains("certificate verify failed") == true, "\(stranger?.message ?? "")")
            #expect(stranger?.message.contains(PostgresServer.password) == false)
            try server.stop()
        }
    }

    @Test func `a server without TLS is refused where TLS is demanded`() async throws {
        let error = try await Self.status(try PostgresServer.shared(), "sslmode=require")
        #expect(error?.code == .unavailable)
        #expect(error?.message.contains("SSL") == true)
    }

    @Test func `the variables of the environment say the mode`() async throws {
        try await Folder.with { folder in
            try Self.makeCertificates(folder)
            let server = try PostgresServer(certificate: folder + "/server.crt", key: folder + "/server.key")
            var environment = [
                "DB_HOST": "127.0.0.1", "DB_PORT": "\(server.port)", "DB_NAME": "postgres", "DB_USER": "postgres",
                "DB_PASSWORD": PostgresServer.password, "DB_SSLMODE": "verify-full",
                "DB_SSLROOTCERT": folder + "/ca.crt",
            ]
            let good = try #require(PostgresConfiguration(environment: environment))
            #expect(try await CostStores.status(postgres: good).stored == 0)
            #expect(good.place == "PostgreSQL, database postgres at 127.0.0.1:\(server.port)")
            environment["DB_SSLROOTCERT"] = folder + "/other.crt"
            let bad = try #require(PostgresConfiguration(environment: environment))
            await #expect(throws: CostStoreError.self) { try await CostStores.status(postgres: bad) }
            try server.stop()
        }
    }

    /// An authority, a certificate of it for 127.0.0.1, and another authority.
    private static func makeCertificates(_ folder: String) throws {
        let days = "-days 2 -newkey rsa:2048 -nodes"
        try Shell.run(
            """
            cd \(folder) && exec 2>/dev/null
            openssl req -x509 \(days) -keyout ca.key -out ca.crt -subj /CN=authority
            openssl req -x509 \(days) -keyout other.key -out other.crt -subj /CN=other
            openssl req \(days) -keyout server.key -out server.csr -subj /CN=server
            printf 'subjectAltName=IP:127.0.0.1' >names
            openssl x509 -req -in server.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 2 -extfile names -out server.crt
            """)
    }
}
