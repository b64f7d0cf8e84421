import Foundation
import MCPHub
import SystemPackage
import Testing

@Suite struct TrustFileTests {
    private func withFile(_ body: (TrustFile) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "trust-\(UUID())")
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(TrustFile(path: FilePath(folder.appending(path: "a/b/trust.json").path)))
    }

    private func store(_ child: String) throws -> TrustStore {
        var store = TrustStore()
        store.approve(ToolSetFingerprint(try Samples.catalog(child, tools: ["t"])), of: child, at: "now")
        return store
    }

    @Test func `approvals are kept in a folder that is made for them`() throws {
        try withFile { file in
            #expect(try file.read() == TrustStore())
            let new = try store("a")
            #expect(try file.update { $0 = new } == new)
            #expect(try file.read() == new)
            #expect(try permissions(of: file.path) == 0o600)
            #expect(try permissions(of: file.path.removingLastComponent()) == 0o700)
        }
    }

    @Test func `what another hub has approved meanwhile stays`() throws {
        try withFile { file in
            let other = try store("a")
            try file.update { $0 = other }
            let mine = try store("b")
            let both = try file.update { $0.adopt(["a", "b"], from: mine) }
            #expect(both.children.keys.sorted() == ["a", "b"])
        }
    }

    @Test func `a file that cannot be understood is never written over`() throws {
        try withFile { file in
            try PrivateFile.prepareFolder(of: file.path)
            try PrivateFile.write(Array("{}".utf8), to: file.path)
            #expect(throws: TrustStoreFailure.self) { try file.update { $0.forget("a") } }
            #expect(try PrivateFile.read(file.path, limit: 100) == Array("{}".utf8))
        }
    }
}
