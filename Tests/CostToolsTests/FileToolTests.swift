import CostFiles
import CostModel
import CostStore
import CostTools
import Foundation
import JSONRPC
import MCP
import Testing

/// Importing and exporting, and what is told of it.
@Suite struct FileToolTests {
    @Test func `an export that is imported again gives the same totals`() async throws {
        try await CostToolsTests.withTools(SmallCosts.csv) { _, ask in
            let export = try await ask("export_focus", ["period": "2026-10..2026-12", "version": "1.0"], nil)
            let content = try #require(export.structuredContent, "\(export.content)")
            #expect(content["data"]?["chargeCount"] == 7)
            let path = try #require(content["data"]?["path"]?.string)
            let text = try String(contentsOfFile: path, encoding: .utf8)
            try await CostToolsTests.withTools(text) { _, again in
                let arguments: JSONObject = ["period": "2026-10..2026-12", "metric": "billed"]
                let before = try await ask("cost_summary", arguments, nil).structuredContent
                let after = try await again("cost_summary", arguments, nil).structuredContent
                #expect(before?["data"] == after?["data"] && before?["total"] == content["total"])
            }
        }
    }

    @Test func `an export has only the departments of its caller`() async throws {
        try await CostToolsTests.withTools(SmallCosts.csv) { _, ask in
            let export = try await ask("export_focus", ["period": SmallCosts.november], ["B"]).structuredContent
            #expect(export?["data"]?["chargeCount"] == 2)
            #expect(
                export?["total"] == [["amount": "30", "currency": "EUR"], ["amount": "20.02", "currency": "USD"]])
            let all = try await ask("export_focus", ["period": SmallCosts.november], nil).structuredContent
            #expect(all?["data"]?["path"] != export?["data"]?["path"])
        }
    }

    @Test func `an import is told with its totals, and once more changes nothing`() async throws {
        try await CostToolsTests.withTools(SmallCosts.csv) { _, ask in
            let again = try await ask("import_focus", ["path": "small.csv"], nil)
            #expect(again.structuredContent?["data"]?["isRepeat"] == true, "\(again.content)")
            let listed = try await ask("list_imports", [:], nil).structuredContent?["data"]
            let id = try #require(listed?.array?.last?["id"])
            let one = try await ask("list_imports", ["importId": id], nil).structuredContent?["data"]?[0]
            #expect(one?["totals"]?.rows(["month": "2026-11", "currency": "EUR"]).first?["billed"] == "37.01")
            #expect(one?["isSample"] == false)
        }
    }

    @Test(arguments: ["/etc/passwd", "../costs.sqlite", "nothing.csv", ".", "../in"])
    func `only files of the folders for imports are read`(path: String) async throws {
        try await CostToolsTests.withTools(SmallCosts.csv) { _, ask in
            let result = try await ask("import_focus", ["path": .string(path)], nil)
            #expect(result.isError == true)
            #expect("\(result.content)".contains("there is no file") || "\(result.content)".contains("no plain file"))
        }
    }

    @Test func `a link does not lead out of the folders for imports`() async throws {
        try await CostToolsTests.withTools(SmallCosts.csv) { _, ask in
            let made = try await ask("export_focus", ["period": SmallCosts.november], nil).structuredContent
            let path = try #require(made?["data"]?["path"]?.string)
            let folder = URL(filePath: path).deletingLastPathComponent().deletingLastPathComponent()
            try FileManager.default.createSymbolicLink(
                atPath: folder.appending(path: "in/link.csv").path, withDestinationPath: path)
            #expect(try await ask("import_focus", ["path": "link.csv"], nil).isError == true)
        }
    }

    @Test(arguments: ["list_imports", "allocate_costs"])
    func `what cannot be told apart by department is refused to callers of some`(tool: String) async throws {
        try await CostToolsTests.withTools(SmallCosts.csv) { _, ask in
            let result = try await ask(tool, [:], ["A"])
            #expect(result.isError == true && "\(result.content)".contains("all departments"))
        }
    }

    @Test func `without leave nothing that writes is offered`() async throws {
        try await CostToolsTests.withTools(SmallCosts.csv) { store, _ in
            let server = try CostTools.server(store: store, version: "1")
            let names = try await server.tools.listTools(for: Caller()).map(\.name)
            #expect(Set(names).isDisjoint(with: ["upsert_budget", "upsert_usage", "import_focus", "export_focus"]))
            #expect(names == CostTools.toolNames(CostToolsOptions()))
        }
    }

    @Test func `an import tells its progress to who asks for it`() async throws {
        try await CostToolsTests.withTools(SmallCosts.csv) { store, _ in
            var options = CostToolsOptions()
            options.allowsWrites = true
            options.importFolders = [URL(filePath: CostToolsTests.sample).deletingLastPathComponent().path]
            let server = try CostTools.server(store: store, version: "1", options: options)
            let (near, far) = InMemoryTransport.pair()
            let serving = Task { await server.serve(far) }
            let client = try await Client.connect(name: "test", version: "1", open: { near })
            let (told, source) = AsyncStream<Double>.makeStream()
            let requestOptions = RequestOptions(progress: { source.yield(Double($0.progress.literal) ?? -1) })
            let result = try await client.callTool(
                "import_focus", arguments: ["path": .string(CostToolsTests.sample)], requestOptions)
            #expect(result.isError != true, "\(result.content)")
            source.finish()
            var counts: [Double] = []
            for await count in told { counts.append(count) }
            #expect(counts.last == 2000 && counts == counts.sorted())
            await client.close()
            await serving.value
        }
    }
}
