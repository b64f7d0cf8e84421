import JSONRPC
import MCP
import MCPHub
import SystemPackage
import Testing

@Suite struct ManifestStoreTests {
    private func sample() throws -> ChildCatalog {
        var catalog = try Samples.catalog(
            "c", prompts: ["p"], resources: ["x://1"], templates: ["x://{y}"], instructions: "Hé \"x\"")
        catalog.serverInfo = Implementation(name: "s", version: "1", other: ["future": [1]])
        catalog.tools = try Samples.list(
            .tools, [#"{ "name" : "t\u0041" , "inputSchema" : {"n":1.10, "b":1e2} }"#],
            more: #","ttlMs":5,"cacheScope":"public""#)
        return catalog
    }

    @Test func `a catalog comes back byte for byte`() throws {
        let catalog = try sample()
        var cache = ManifestStore()
        let isNews = (1...2).map { _ in cache.keep(catalog, of: "digest") }
        #expect(isNews == [true, false])
        let loaded = ManifestStore.load(cache.document.span)
        #expect(loaded.ignored.isEmpty)
        let read = try #require(loaded.cache.catalog(of: "digest", for: "c"))
        #expect(read == catalog)
        #expect(read.tools.entries.map(\.bytes) == catalog.tools.entries.map(\.bytes))
        #expect(loaded.cache.document == cache.document)
    }

    @Test func `a catalog belongs to what was launched and takes the key of today`() throws {
        var cache = ManifestStore()
        _ = cache.keep(try sample(), of: "one")
        #expect(cache.catalog(of: "one", for: "renamed")?.child == "renamed")
        #expect(cache.catalog(of: "two", for: "c") == nil)
        cache.retain(launches: ["two"])
        #expect(cache.catalogs.isEmpty)
    }

    @Test(arguments: [
        "", "garbage", "[]", "{}", #"{"format":"other","version":1,"manifests":{}}"#,
        #"{"format":"mcphub-manifests","version":2,"manifests":{}}"#,
        #"{"format":"mcphub-manifests","version":1,"manifests":[]}"#,
        #"{"format":"mcphub-manifests","version":1,"manifests":{"a":{"child":"#,
    ])
    func `a document that is damaged or foreign is ignored with a reason`(text: String) {
        let loaded = ManifestStore.load(Array(text.utf8).span)
        #expect(loaded.cache.catalogs.isEmpty)
        #expect(loaded.ignored.count == 1)
    }

    @Test func `one damaged catalog leaves the others`() throws {
        var cache = ManifestStore()
        _ = cache.keep(try sample(), of: "a")
        let text = String(decoding: cache.document, as: UTF8.self)
        let damaged =
            text.dropLast(3) + #","b":{"child":1},"d":{"child":"d","protocolVersion":"x","#
            + #""capabilities":{},"tools":{"tools":[{"nom":1}]}}}}"#
        let loaded = ManifestStore.load(Array(damaged.utf8).span)
        #expect(loaded.cache.catalogs.keys.map(\.self) == ["a"])
        #expect(loaded.ignored.count == 2)
    }

    @Test func `every truncation is survived`() throws {
        var cache = ManifestStore()
        _ = cache.keep(try sample(), of: "a")
        let document = cache.document
        for length in 0..<(document.count - 1) {
            #expect(ManifestStore.load(document.span.extracting(..<length)).cache.catalogs.isEmpty)
        }
    }

    @Test func `a file is replaced as a whole and only this user can read it`() throws {
        let path = FilePath("/tmp/mcphub-test-\(UInt64.random(in: .min ... .max))")
        #expect(try PrivateFile.read(path, limit: 100) == nil)
        for text in ["first and longer", "second"] {
            try PrivateFile.write(Array(text.utf8), to: path)
            #expect(try PrivateFile.read(path, limit: 100) == Array(text.utf8))
        }
        #expect(throws: PrivateFileFailure.self) { try PrivateFile.read(path, limit: 5) }
        #expect(throws: PrivateFileFailure.self) { try PrivateFile.write([], to: "/nonexistent/file") }
        #expect(try permissions(of: path) == 0o600)
        try remove(path)
    }
}
