import Foundation
import JSONRPC
import PostgresTestSupport
import Testing

/// The program on a PostgreSQL server that the environment names.
@Suite struct PostgresHubTests {
    /// A trial whose environment names a new database of a real server.
    private static func trial() throws -> CostTrial {
        var trial = try CostTrial()
        let settings = try #require(URLComponents(string: try PostgresServer.shared().newDatabase()))
        trial.variables = [
            "DB_HOST": settings.host ?? "", "DB_PORT": "\(settings.port ?? 0)", "DB_USER": settings.user ?? "",
            "DB_PASSWORD": settings.password ?? "", "DB_NAME": String(settings.path.dropFirst()),
        ]
        return trial
    }

    @Test func `costs are imported to the server and answered from it`() async throws {
        let (trial, local) = (try Self.trial(), try CostTrial())
        #expect(try await trial.work("db", "migrate").contains("was created"))
        let imported = try await trial.json("import", CostTrial.azure)
        try await local.work("import", CostTrial.azure)
        #expect(imported["imports"]?[0]?["charges"] == 2000)
        #expect(!FileManager.default.fileExists(atPath: trial.folder.file("data/costs.sqlite")))
        let question = #"{"period": "2026-05", "groupBy": ["department", "service"]}"#
        for tool in [["cost_summary", #"{"period": "2026-05"}"#], ["cost_query", question]] {
            let answers = try await [trial, local].asyncMap { trial in
                let answer = try await trial.json("call", tool[0], tool[1])["structuredContent"]
                #expect(answer?["data"]?.array?.isEmpty == false)
                return [answer?["data"], answer?["total"], answer?["dataThrough"]]
            }
            #expect(answers[0] == answers[1], "\(tool)")
        }
        try await trial.work("export", "--output", "a.csv")
        try await local.work("export", "--output", "a.csv")
        let rows = [trial, local].map { ($0.folder.read("a.csv") ?? "").split(separator: "\n").sorted() }
        #expect(rows[0] == rows[1] && rows[0].count == 2001)
        let status = try await trial.work("db", "status")
        #expect(status.contains("PostgreSQL") && !status.contains(PostgresServer.password), "\(status)")
    }
}

extension Sequence {
    fileprivate func asyncMap<Result>(_ body: (Element) async throws -> Result) async rethrows -> [Result] {
        var results: [Result] = []
        for element in self { results.append(try await body(element)) }
        return results
    }
}
