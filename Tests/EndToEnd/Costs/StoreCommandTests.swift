import Foundation
import JSONRPC
import Testing

/// Locks, schema and export of the cost store from the command line.
@Suite struct StoreCommandTests {
    /// Holds the lock of a store as another process that imports would.
    private final class Holder: Sendable {
        private let process = Process()
        private let input = Pipe()

        init(_ lock: String) throws {
            let output = Pipe()
            process.executableURL = URL(filePath: "/usr/bin/env")
            process.arguments = [
                "python3", "-S", "-c",
                "import fcntl, os, sys; f = open(sys.argv[1], 'a+'); fcntl.flock(f, fcntl.LOCK_EX);"
                    + " f.truncate(0); f.write('process %d, other import' % os.getpid()); f.flush();"
                    + " print('held', flush=True); sys.stdin.read()", lock,
            ]
            (process.standardInput, process.standardOutput) = (input, output)
            try process.run()
            _ = output.fileHandleForReading.availableData
        }

        var name: String { "process \(process.processIdentifier), other import" }

        func release() {
            try? input.fileHandleForWriting.close()
            process.waitUntilExit()
        }
    }

    @Test func `a second one that would import is told who does, and readers go on`() async throws {
        let trial = try CostTrial()
        try await trial.work("import", CostTrial.mixed)
        let holder = try Holder(trial.folder.file("data/costs.sqlite.lock"))
        for arguments in [["import", CostTrial.actual], ["db", "migrate"]] {
            let refused = try await Peer.run(
                Peer.built("mcphub") + arguments, environment: trial.folder.environment, in: trial.folder.path)
            #expect(refused.code == 7, "\(refused.all)")
            #expect(refused.errors.contains(holder.name) && refused.errors.contains("end it"), "\(refused.all)")
        }
        let status = try await trial.json("db", "status")
        #expect(status["importer"]?.string == holder.name)
        try await trial.work("export", "--output", "out.csv")
        holder.release()
        try await trial.work("import", CostTrial.actual)
    }

    @Test func `status tells what there is and what is needed`() async throws {
        let trial = try CostTrial()
        let nothing = try await trial.work("db", "status")
        #expect(nothing.contains("not there yet"), "\(nothing)")
        #expect(!FileManager.default.fileExists(atPath: trial.folder.file("data")))
        #expect(try await trial.work("db", "migrate").contains("was created"))
        #expect(try await trial.work("db", "migrate").contains("as needed"))
        let script =
            "import sqlite3; c = sqlite3.connect('data/costs.sqlite');"
            + " c.execute(\"INSERT INTO schema_migrations VALUES (99, 'later')\"); c.commit()"
        _ = try await Peer.run(["/usr/bin/env", "python3", "-S", "-c", script], in: trial.folder.path)
        let newer = try await trial.run("db", "status")
        #expect(newer.code == 7 && newer.output.contains("a newer mcphub is needed"), "\(newer.all)")
        let refused = try await trial.run("import", CostTrial.actual)
        #expect(refused.code == 7 && refused.errors.contains("schema 99"), "\(refused.all)")
    }

    @Test func `a folder or a server that is out of reach is told without secrets`() async throws {
        var trial = try CostTrial()
        try trial.folder.write("no folder", to: "file")
        let folder = try await trial.run("import", "--data", "file/below", CostTrial.actual)
        #expect(folder.code == 7 && folder.errors.contains("--data"), "\(folder.all)")
        let none = try await trial.run("export")
        #expect(none.code == 7, "\(none.all)")
        trial.variables = ["DB_HOST": "127.0.0.1", "DB_PORT": "1", "DB_USER": "u", "DB_PASSWORD": "s3cret"]
        for command in [["import", CostTrial.actual], ["db", "status"], ["imports"]] {
            let environment = trial.folder.environment.merging(trial.variables) { _, new in new }
            let away = try await Peer.run(
                Peer.built("mcphub") + command, environment: environment, in: trial.folder.path)
            #expect(away.code == 7 && away.errors.contains("DB_HOST"), "\(away.all)")
            #expect(!away.all.contains("s3cret"))
        }
        #expect(!FileManager.default.fileExists(atPath: trial.folder.file("data")))
    }

    @Test(arguments: [CostTrial.azure, CostTrial.mixed], ["1.0", "1.2", "1.3", "1.4"])
    func `what is exported and imported again is the same, to the last digit`(
        file: String, version: String
    ) async throws {
        let (trial, other) = (try CostTrial(), try CostTrial())
        let first = try await trial.json("import", file)
        let name = other.folder.file("out.csv.gz")
        let export = try await trial.json("export", "--version", version, "--output", name)
        let second = try await other.json("import", name)
        #expect(second["imports"]?[0]?["totals"] == first["imports"]?[0]?["totals"])
        #expect(second["imports"]?[0]?["digest"] == export["digest"])
        #expect(export["charges"] == second["imports"]?[0]?["charges"])
        guard version == "1.2" else { return }
        try await trial.work("export", "--output", "a.csv")
        try await other.work("export", "--output", "a.csv")
        #expect(Self.rows(trial) == Self.rows(other))
    }

    /// The order of rows is the store's business.
    private static func rows(_ trial: CostTrial) -> [Substring] {
        (trial.folder.read("a.csv") ?? "").split(separator: "\n").sorted()
    }

    @Test func `an export has the days that are asked for, where it is asked for`() async throws {
        let trial = try CostTrial()
        try await trial.work("import", CostTrial.azure)
        let all = try await trial.json("export")
        let path = all["path"]?.string ?? ""
        #expect(path.hasSuffix("/data/exports/focus-1.2_2026-05-01_2026-05-29.csv"), "\(all)")
        let day = try await trial.work("export", "--from", "2026-05-03", "--to", "2026-05-04", "--output", "-")
        let starts = day.split(separator: "\n").dropFirst()
        #expect(!starts.isEmpty && starts.allSatisfy { $0.contains("2026-05-03T") })
        #expect(try await trial.json("export", "--from", "2026-05", "--to", "2026-05")["charges"] == 2000)
        #expect(try await trial.json("export", "--to", "2026-05-04", "--output", "a")["charges"] != 2000)
        let wrong = try await trial.run("export", "--from", "May")
        #expect(wrong.code == 2 && wrong.errors.contains("is no period"), "\(wrong.all)")
        let version = try await trial.run("export", "--version", "2.0")
        #expect(version.code == 2 && version.errors.contains("1.4"), "\(version.all)")
        let unwritable = try await trial.run("export", "--output", "/no/such/folder/x.csv")
        #expect(unwritable.code == 2 && unwritable.errors.contains("/no/such/folder"), "\(unwritable.all)")
    }
}
