import CostFiles
import CostModel
import CostStore
import CostTools
import Foundation
import JSONRPC
import MCP
import PostgresTestSupport
import TestPacing
import Testing

/// The tools through the real server kit, with a real store of the shared sample.
@Suite struct CostToolsTests {
    static let sample = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "shared/data/focus/synthetic/synthetic-focus_1_2_cost_and_usage_azure-seed7.csv").path

    typealias Ask = @Sendable (String, JSONObject, [String]?) async throws -> CallToolResult

    /// Runs a body on a store that holds `csv`, or the sample without one: first in SQLite, then in PostgreSQL.
    static func withTools(
        _ csv: String? = nil, _ body: @Sendable (any CostStore, Ask) async throws -> Void
    ) async throws {
        try await withFolder(csv) { folder in
            try await withTools(try await CostStores.sqlite(path: folder + "/costs.sqlite"), csv, folder, body)
        }
        try await Turnstile.postgres.pass {
            try await withFolder(csv) { folder in
                let settings = try PostgresServer.shared().newDatabase()
                let store = try await CostStores.postgres(PostgresConfiguration(connection: settings, readers: 2))
                try await withTools(store, csv, folder, body)
            }
        }
    }

    private static func withFolder(_ csv: String?, _ body: (String) async throws -> Void) async throws {
        let folder = NSTemporaryDirectory() + "costtools-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder + "/in", withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try csv?.write(toFile: folder + "/in/small.csv", atomically: true, encoding: .utf8)
        try await body(folder)
    }

    private static func withTools(
        _ store: any CostStore, _ csv: String?, _ folder: String,
        _ body: @Sendable (any CostStore, Ask) async throws -> Void
    ) async throws {
        let moment = try #require(Instant("2026-11-25"))
        _ = try await store.importCharges(
            from: FileSource([FileSource.Part(path: csv == nil ? sample : folder + "/in/small.csv")]),
            options: ImportOptions(moment: moment, isSample: csv == nil))
        var options = CostToolsOptions()
        options.now = { moment }
        options.allowsWrites = true
        options.exports = folder + "/exports"
        options.importFolders = [folder + "/in"]
        let server = try CostTools.server(store: store, version: "1", options: options)
        do {
            try await body(store) { tool, arguments, departments in
                try await ask(server, tool, arguments, departments)
            }
            await store.close()
        } catch {
            await store.close()
            throw error
        }
    }

    private static func ask(
        _ server: Server, _ tool: String, _ arguments: JSONObject, _ departments: [String]?
    ) async throws -> CallToolResult {
        var meta = RequestMeta()
        if let departments {
            meta.other = [
                "mcphub/caller": ["principal": "p", "departments": .array(departments.map(JSONValue.string))]
            ]
        }
        let context = RequestContext(caller: Caller(), meta: meta)
        let outcome = try await server.tools.callTool(tool, arguments: arguments, context: context)
        guard case .complete(let result) = outcome else { throw CancellationError() }
        return result
    }

    static func whole(_ store: any CostStore) async throws -> String { "\(try #require(await store.summary().period))" }

    static func picos(_ rows: JSONValue?) throws -> Int128 {
        try (rows?.array ?? []).reduce(0) { try $0 + Amount($1["amount"]?.string ?? "").picos }
    }

    @Test func `the rows of every page add up to the total, and the answer says that it is sample data`() async throws {
        try await Self.withTools { store, ask in
            let period = try await Self.whole(store)
            var sum: Int128 = 0
            var arguments: JSONObject = ["period": .string(period), "groupBy": "service, region", "limit": "7"]
            while true {
                let content = try #require(try await ask("cost_query", arguments, nil).structuredContent)
                sum += try Self.picos(content["data"])
                #expect(content["source"]?["kind"] == "sample")
                guard let cursor = content["nextCursor"] else {
                    #expect(try Self.picos(content["total"]) == sum)
                    break
                }
                arguments["cursor"] = cursor
            }
            var other = arguments
            other["groupBy"] = "service"
            #expect(try await ask("cost_query", other, nil).isError == true)
        }
    }

    @Test func `a caller of one department sees nothing of another`() async throws {
        try await Self.withTools { store, ask in
            let period: JSONValue = .string(try await Self.whole(store))
            let all = try await ask("cost_summary", ["period": period, "top": 100], nil)
            let names = (all.structuredContent?["data"]?.array ?? []).compactMap { $0["values"]?["department"]?.string }
            try #require(names.count > 1)
            let own = try await ask("cost_summary", ["period": period], [names[0]])
            let seen = (own.structuredContent?["data"]?.array ?? []).compactMap { $0["values"]?["department"]?.string }
            #expect(Set(seen) == [names[0]])
            let refused = try await ask(
                "cost_summary", ["period": period, "department": .string(names[1])], [names[0]])
            #expect(refused.isError == true)
            let foreign: JSONObject = ["evidenceId": try #require(all.structuredContent?["evidenceId"])]
            #expect(try await ask("cost_evidence", foreign, [names[0]]).isError == true)
            let listed = try await ask("list_dimensions", ["dimension": "department"], [names[0]])
            #expect(listed.structuredContent?["data"] == [.string(names[0])])
        }
    }

    @Test func `the evidence of a figure is the charges that add up to it`() async throws {
        try await Self.withTools { store, ask in
            let period: JSONValue = .string(try await Self.whole(store))
            let answer = try await ask("cost_summary", ["period": period, "metric": "Billed"], nil).structuredContent
            var arguments: JSONObject = ["evidenceId": try #require(answer?["evidenceId"]), "limit": 500]
            var sum: Int128 = 0
            while true {
                let page = try #require(try await ask("cost_evidence", arguments, nil).structuredContent)
                for charge in page["data"]?["charges"]?.array ?? [] {
                    sum += try Amount(charge["BilledCost"]?.string ?? "0").picos
                }
                guard let cursor = page["nextCursor"] else { break }
                arguments["cursor"] = cursor
            }
            #expect(try Self.picos(answer?["total"]) == sum)
        }
    }

    @Test func `an unknown name is answered with the nearest`() async throws {
        try await Self.withTools { _, ask in
            let result = try await ask("cost_query", ["groupBy": "servise"], nil)
            #expect(result.isError == true)
            #expect("\(result.content)".contains("did you mean service"))
        }
    }

    @Test func `a store that does not answer is told apart from a bad question`() async throws {
        try await Self.withTools { store, ask in
            let refused = try await ask("cost_query", ["groupBy": "flavour"], nil)
            #expect(refused.isError == true && refused.meta?.other["mcphub/failure"] == nil)
            await store.close()
            let away = try await ask("cost_summary", [:], nil)
            #expect(away.isError == true && away.meta?.other["mcphub/failure"] == -31_005, "\(away)")
        }
    }
}
