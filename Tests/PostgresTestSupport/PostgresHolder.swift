import Foundation

/// A session of psql that has done something in a transaction and keeps what it locked.
package final class PostgresHolder: Sendable {
    private let settings: String
    private let process = Process()
    private let input = Pipe()

    package init(_ settings: String, _ sql: String) throws {
        self.settings = settings
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["psql", settings, "-qAt", "-f", "-"]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        try input.fileHandleForWriting.write(contentsOf: Data("BEGIN; \(sql); SELECT 'held';\n".utf8))
        var text = ""
        while !text.contains("held") {
            let data = output.fileHandleForReading.availableData
            guard !data.isEmpty else { throw Shell.Failure(description: "psql ended: \(text)") }
            text += String(decoding: data, as: UTF8.self)
        }
    }

    /// Waits until a session waits for a lock.
    package func untilSomebodyWaits() async throws {
        let sql =
            "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
        while try Shell.run("psql '\(settings)' -qAtc \"\(sql)\"") == "0\n" { await Task.yield() }
    }

    /// Ends the session.
    package func release() {
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
    }
}
