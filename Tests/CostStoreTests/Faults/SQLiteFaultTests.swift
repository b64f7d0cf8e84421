import CostModel
import CostStore
import Foundation
import PostgresTestSupport
import Testing

@Suite(.serialized) struct SQLiteFaultTests {
    @Test func `a second process that would write is refused and one that reads is not`() async throws {
        try await Folder.with { folder in
            let path = folder + "/costs.sqlite"
            let store = try await CostStores.sqlite(path: path)
            let error = await #expect(throws: CostStoreError.self) { try await CostStores.sqlite(path: path) }
            #expect(error?.code == .locked)
            #expect(error?.message.contains("process \(ProcessInfo.processInfo.processIdentifier)") == true)
            let reader = try await CostStores.sqlite(path: path, access: .reading)
            #expect(try await reader.summary().chargeCount == 0)
            await #expect(throws: CostStoreError.self) { try await reader.removeBudget(id: "b") }
            await reader.close()
            await store.close()
        }
    }

    @Test func `a store of a newer program is refused, and one without a schema is not read`() async throws {
        try await Folder.with { folder in
            let path = folder + "/costs.sqlite"
            await (try CostStores.sqlite(path: path)).close()
            #expect(try await CostStores.status(sqlite: path).isCurrent)
            try Shell.run(
                "python3 -c \"import sqlite3; c = sqlite3.connect('\(path)');"
                    + " c.execute('INSERT INTO schema_migrations VALUES (99, 0)'); c.commit()\"")
            let error = await #expect(throws: CostStoreError.self) { try await CostStores.sqlite(path: path) }
            #expect(error?.code == .schema)
            #expect(error?.message.contains("99") == true)
            try Data().write(to: URL(filePath: folder + "/empty.sqlite"))
            let old = await #expect(throws: CostStoreError.self) {
                try await CostStores.sqlite(path: folder + "/empty.sqlite", access: .reading)
            }
            #expect(old?.message.contains("mcphub db migrate") == true)
        }
    }

    @Test func `a store of the first version gets its rollups anew, and answers as before`() async throws {
        try await Folder.with { folder in
            let path = folder + "/costs.sqlite"
            let store = try await CostStores.sqlite(path: path)
            var samples = SampleCharges(seed: 29)
            try await store.load([2025.month(1), 2025.month(2)].flatMap { samples.month($0, count: 300) })
            let period = try #require(Period(start: 2025.month(1).first, end: 2025.month(2).first.adding(days: 9)))
            let queries = ExactSumTests.groupings.map { CostQuery(period: period, groupBy: $0) }
            var before: [CostAnswer] = []
            for query in queries { before.append(try await store.answer(query)) }
            await store.close()
            try Shell.run(
                "python3 -c \"import sqlite3; c = sqlite3.connect('\(path)'); c.executescript('DROP TABLE rollups;"
                    + " CREATE TABLE daily (day); DELETE FROM schema_migrations WHERE version > 1')\"")
            #expect(try await CostStores.status(sqlite: path).stored == 1)
            let again = try await CostStores.sqlite(path: path)
            for (query, answer) in zip(queries, before) { #expect(try await again.answer(query) == answer) }
            await again.close()
        }
    }

    @Test func `a file that is no store is said to be none`() async throws {
        try await Folder.with { folder in
            let path = folder + "/costs.sqlite"
            try Data(String(repeating: "no database ", count: 1000).utf8).write(to: URL(filePath: path))
            let error = await #expect(throws: CostStoreError.self) { try await CostStores.sqlite(path: path) }
            #expect(error?.code == .damaged)
            let missing = await #expect(throws: CostStoreError.self) {
                try await CostStores.sqlite(path: folder + "/none/costs.sqlite")
            }
            #expect(missing?.code == .unavailable)
        }
    }

    @Test func `a database that another program has locked is reported as locked`() async throws {
        try await Folder.with { folder in
            let path = folder + "/costs.sqlite"
            let store = try await CostStores.sqlite(path: path, patience: 0.2)
            let holder = Process()
            holder.executableURL = URL(filePath: "/usr/bin/env")
            holder.arguments = [
                "python3", "-c",
                "import sqlite3, sys; c = sqlite3.connect('\(path)'); c.execute('BEGIN IMMEDIATE');"
                    + " print('locked', flush=True); sys.stdin.read()",
            ]
            let (input, output) = (Pipe(), Pipe())
            (holder.standardInput, holder.standardOutput) = (input, output)
            try holder.run()
            #expect(!output.fileHandleForReading.availableData.isEmpty)
            let error = await #expect(throws: CostStoreError.self) { try await store.removeBudget(id: "b") }
            #expect(error?.code == .locked)
            try input.fileHandleForWriting.close()
            holder.waitUntilExit()
            #expect(try await !store.removeBudget(id: "b"))
            await store.close()
        }
    }

    @Test func `a full disk ends the import with a clear error, and the old month stands`() async throws {
        try await Folder.with { folder in
            let (path, small, large) = (folder + "/costs.sqlite", folder + "/small.csv", folder + "/large.csv")
            try FocusFile.write(small, rows: 1000, cost: "1")
            try FocusFile.write(large, rows: 60_000, cost: "2")
            try Shell.run("\(Peer.path) import \(path) \(small)")
            // 1 MiB a file is more than the store has and less than it would need.
            let (status, output) = try Shell.result(
                "ulimit -f 1024; trap '' XFSZ; \(Peer.path) import \(path) \(large)")
            #expect(status == 1)
            #expect(output.contains("cannot grow") || output.contains("no space"), "\(output)")
            #expect(try Shell.run("\(Peer.path) total \(path)") == "1 1000 1000 USD\n")
            try Shell.run("\(Peer.path) import \(path) \(large)")
            #expect(try Shell.run("\(Peer.path) total \(path)") == "2 60000 120000 USD\n")
        }
    }

    @Test func `an import that is killed at any moment leaves the old month or the new one`() async throws {
        try await Folder.with { folder in
            let (path, old, new) = (folder + "/costs.sqlite", folder + "/old.csv", folder + "/new.csv")
            try FocusFile.write(old, rows: 8_000, cost: "1")
            try FocusFile.write(new, rows: 12_000, cost: "0.1")
            let whole = try Self.milliseconds(Shell.run("\(Peer.path) import \(folder)/timing.sqlite \(new)"))
            try Shell.run("\(Peer.path) import \(path) \(old)")
            var (standing, killed) = (old, 0)
            for point in 0..<50 {
                let moment = max(1, whole * (point + 1) / 50)
                let file = standing == old ? new : old
                killed += try Shell.result("\(Peer.path) die \(moment) import \(path) \(file)").status != 0 ? 1 : 0
                let total = try Shell.run("\(Peer.path) total \(path)").split(separator: " ").dropFirst().joined(
                    separator: " ")
                #expect(["8000 8000 USD\n", "12000 1200 USD\n"].contains(total), "\(point)")
                standing = total.hasPrefix("8000") ? old : new
                try Shell.run("\(Self.check(path))")
            }
            #expect(killed > 30)
            try Shell.run("\(Peer.path) import \(path) \(old) \(new) ")
            #expect(try Shell.run("\(Peer.path) total \(path)").hasSuffix("12000 1200 USD\n"))
        }
    }

    /// The CPU time that the peer says it took.
    private static func milliseconds(_ output: String) throws -> Int {
        let seconds = try #require(output.firstMatch(of: /\(([0-9.]+) s of CPU/).flatMap { Double($0.1) }, "\(output)")
        return Int(seconds * 1000)
    }

    private static func check(_ path: String) -> String {
        "python3 -c \"import sqlite3, sys; c = sqlite3.connect('\(path)');"
            + " sys.exit(c.execute('PRAGMA quick_check').fetchone()[0] != 'ok')\""
    }

    @Test func `a file without write permission is reported as read-only`() async throws {
        try await Folder.with { folder in
            let path = folder + "/costs.sqlite"
            await (try CostStores.sqlite(path: path)).close()
            try Shell.run("rm -f \(path).lock && chmod 444 \(path) && chmod 555 \(folder)")
            // Root may write anything, so another user tries.
            let user = getuid() == 0 ? "setpriv --reuid=65534 --regid=65534 --clear-groups " : ""
            try Shell.run("chmod a+x \(Peer.path)")
            let (status, output) = try Shell.result(
                "cp \(Peer.path) /tmp/store-peer-\(getpid()) && \(user)/tmp/store-peer-\(getpid()) import \(path); s=$?; rm -f /tmp/store-peer-\(getpid()); exit $s"
            )
            try Shell.run("chmod 755 \(folder)")
            #expect(status == 1)
            #expect(
                output.contains("check the folder's owner and mode") || output.contains("may only be read"), "\(output)"
            )
        }
    }
}
