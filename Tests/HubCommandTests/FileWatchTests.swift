import Foundation
import MCPHub
import SystemPackage
import Testing

@testable import HubCommand

@Suite struct FileWatchTests {
    @Test func `a file that appears, changes, is replaced or goes is noticed once`() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "watch-\(UUID())").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        var watch = FileWatch([path])
        let quiet = watch.look()
        try PrivateFile.write(Array("one".utf8), to: FilePath(path))
        let appeared = (watch.look(), watch.look())
        try PrivateFile.write(Array("two".utf8), to: FilePath(path))
        let replaced = (watch.look(), watch.look())
        try Data("longer".utf8).write(to: URL(filePath: path))
        let changed = watch.look()
        try FileManager.default.removeItem(atPath: path)
        #expect(!quiet)
        #expect(appeared == (true, false))
        #expect(replaced == (true, false))
        #expect(changed)
        let gone = (watch.look(), watch.look())
        #expect(gone == (true, false))
    }
}
