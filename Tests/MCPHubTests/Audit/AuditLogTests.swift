import Foundation
import JSONRPC
import NIOCore
import SystemPackage
import Testing

@testable import MCPHub

@Suite struct AuditLogTests {
    private func temporaryPath() -> FilePath {
        FilePath(FileManager.default.temporaryDirectory.appending(path: "audit-\(UUID()).jsonl").path)
    }

    private func record(_ tool: String) -> AuditRecord {
        AuditRecord(
            time: .now(), principal: "p", method: "tools/call", tool: tool, duration: .zero, outcome: .complete)
    }

    private func lines(_ path: FilePath) throws -> [JSONValue] {
        let bytes = try #require(try PrivateFile.read(path, limit: 64 << 20))
        return try bytes.split(separator: 0x0A).map { try JSONValue(parsing: Array($0).span) }
    }

    @Test func `records from many threads are all there once, whole, and only for this user`() async throws {
        let path = temporaryPath()
        defer { try? remove(path) }
        let log = try AuditLog(path: path)
        await withTaskGroup { group in
            for task in 0..<8 {
                group.addTask { for number in 0..<250 { log.append(self.record("\(task)-\(number)")) } }
            }
        }
        await log.stop()
        #expect(Set(try lines(path).compactMap { $0["tool"]?.string }).count == 2_000)
        #expect(try permissions(of: path) == 0o600)
    }

    @Test func `what was there stays`() async throws {
        let path = temporaryPath()
        defer { try? remove(path) }
        for tool in ["one", "two"] {
            let log = try AuditLog(path: path)
            log.append(record(tool))
            await log.stop()
        }
        #expect(try lines(path).map { $0["tool"] } == ["one", "two"])
    }

    @Test func `what is too much is dropped and counted`() async throws {
        let path = temporaryPath()
        defer { try? remove(path) }
        let log = try AuditLog(path: path, capacity: 0)
        for _ in 0..<3 { log.append(record("x")) }
        await log.stop()
        #expect(try lines(path).map { $0["droppedBefore"] } == [3])
    }

    @Test func `stopping twice is harmless and what comes later is lost`() async throws {
        let path = temporaryPath()
        defer { try? remove(path) }
        let log = try AuditLog(path: path)
        log.append(record("x"))
        await log.stop()
        await log.stop()
        log.append(record("y"))
        #expect(try lines(path).count == 1)
    }

    @Test func `a file that cannot be written is an error with its path`() throws {
        let error = #expect(throws: PrivateFileFailure.self) { try AuditLog(path: "/nowhere/at/all/audit.jsonl") }
        #expect(error?.description.contains("/nowhere/at/all/audit.jsonl") == true)
    }

    #if os(Linux)
    @Test func `a full disk loses calls and says so`() async throws {
        let told = Messages()
        let log = try AuditLog(path: "/dev/full") { told.add($0.message) }
        log.append(record("x"))
        await log.stop()
        #expect(told.all.first?.contains("1 calls could not be recorded in /dev/full") == true)
    }
    #endif
}
