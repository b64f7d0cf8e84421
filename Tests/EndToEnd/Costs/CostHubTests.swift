import Foundation
import MCP
import TestPacing
import Testing

/// The cost tools of the program, from the command line and through an official client.
@Suite struct CostHubTests {
    private static let csv = """
        BilledCost,EffectiveCost,BillingCurrency,ChargePeriodStart,ChargePeriodEnd,ServiceName,Tags
        12.345678901234,12.345678901234,EUR,2026-11-03,2026-11-04,Compute,"{""department"":""Sales""}"
        7.5,7.5,EUR,2026-11-04,2026-11-05,Storage,"{""department"":""Research""}"

        """

    /// A folder whose store has those charges, imported by the tool.
    private static func folder() async throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: folder.file("data"), withIntermediateDirectories: true)
        try folder.write(csv, to: "data/costs.csv")
        try folder.configure([], hub: ["cost": ["offer": true, "writes": true]])
        let imported = try await HubCommand.run(["call", "import_focus", "path=costs.csv"], in: folder)
        try #require(imported.code == 0, "\(imported.all)")
        return folder
    }

    @Test func `one command answers a cost question, without a server or a configuration`() async throws {
        try await Turnstile.hubs.pass {
            let folder = try await Self.folder()
            try FileManager.default.removeItem(atPath: folder.file("mcphub.json"))
            let outcome = try await HubCommand.plain(
                ["call", "cost_summary", #"{"period": "2026-11"}"#, "--json"], in: folder)
            #expect(outcome.code == 0, "\(outcome.all)")
            let content = try JSONValue(parsing: outcome.output)["structuredContent"]
            #expect(content?["total"] == [["amount": "19.845678901234", "currency": "EUR"]])
            let listed = try await HubCommand.plain(["list"], in: folder)
            #expect(listed.output.contains("cost_query") && !listed.output.contains("upsert_budget"), "\(listed.all)")
            let resources = try await HubCommand.plain(["list", "--resources", "--prompts"], in: folder)
            for name in ["cost://departments", "cost://summary/{period}", "focus://schema/{version}", "monthly-review"]
            {
                #expect(resources.output.contains(name), "\(resources.all)")
            }
            // What the program offers itself needs nobody's approval, whichever of it the configuration allows.
            #expect(!listed.errors.contains("approve"), "\(listed.all)")
        }
    }

    @Test func `tools that are not wanted are not offered`() async throws {
        try await Turnstile.hubs.pass {
            let folder = try await Self.folder()
            try folder.configure([], hub: ["cost": ["offer": false]])
            let listed = try await HubCommand.run(["list"], in: folder)
            #expect(!listed.output.contains("cost_summary"), "\(listed.all)")
        }
    }

    static let calls: [(tool: String, arguments: JSONObject, expected: String)] = [
        ("cost_summary", ["period": "2026-11"], "Sales: 12.35 EUR"),
        ("cost_query", ["period": "2026-11", "groupBy": "service"], "Storage: 7.50 EUR"),
        ("compare_costs", ["period": "2026-11"], "+19.85 EUR"),
        ("allocate_costs", ["period": "2026-11"], "Research: 7.50 EUR"),
        ("unit_costs", ["period": "2026-11", "quantity": 10], "1.984568 EUR each"),
        ("budget_status", [:], "no budgets"), ("tag_coverage", ["period": "2026-11"], "department: 100.0 % tagged"),
        ("list_dimensions", ["dimension": "department"], "Research"), ("list_imports", [:], "costs.csv"),
        ("export_focus", ["period": "2026-11"], "2 charges"),
        ("upsert_budget", ["name": "Sales", "amount": "20", "currency": "EUR"], "20.00 EUR a month"),
        ("upsert_usage", ["usage": "orders", "points": ["2026-11-03": "10"]], "orders: 1 days"),
        ("import_focus", ["path": "costs.csv"], "nothing was changed"),
        ("cost_evidence", ["evidenceId": "none"], "no evidence"),
    ]

    @Test(arguments: [("modern", calls.count), ("legacy", 2)])
    func `an official client finds and calls the cost tools`(era: String, count: Int) async throws {
        try await Turnstile.hubs.pass {
            let folder = try await Self.folder()
            for call in Self.calls.prefix(count) {
                let flags = ["--era", era, "--tool", call.tool]
                let arguments = ["--arguments", JSONValue.object(call.arguments).description, "--"]
                let command = try Peer.python("mcp2", "sdk_call.py") + flags + arguments + HubTrial.command(in: folder)
                let outcome = try await Peer.run(command, environment: folder.environment, in: folder.path)
                let answer = try? JSONValue(parsing: outcome.output)
                #expect(answer?["text"]?.string?.contains(call.expected) == true, "\(call.tool): \(outcome.all)")
            }
        }
    }

    @Test func `a token for a department shows the costs of that department and no others`() async throws {
        let folder = try await Self.folder()
        let made = try await HubCommand.plain(["token", "create", "sales", "--departments", "Sales"], in: folder)
        let token = made.output.trimmingCharacters(in: .whitespacesAndNewlines)
        try await ServedHub.run([], hub: ["access": ["mode": "token"]], in: folder) { hub async throws in
            var environment = folder.environment
            environment["MCPHUB_TOKEN"] = token
            let calls: [(tool: String, arguments: String, expected: String)] = [
                ("cost_summary", #"{"period": "2026-11", "groupBy": "service"}"#, "12.35 EUR, by service"),
                ("list_dimensions", #"{"dimension": "service"}"#, "Compute"),
                ("cost_query", #"{"department": "Research"}"#, "no department"),
                ("list_imports", "{}", "all departments"),
            ]
            for call in calls {
                let command =
                    Peer.python("mcp2", "sdk_call.py", "--era", "modern", "--tool", call.tool)
                    + ["--arguments", call.arguments, "--"] + Peer.built("mcphub") + ["stdio", "--connect", hub.url]
                let outcome = try await Peer.run(command, environment: environment, in: folder.path)
                let text = try? JSONValue(parsing: outcome.output)["text"]?.string
                #expect(text?.contains(call.expected) == true, "\(outcome.all)")
                #expect(text?.contains("Storage") != true && text?.contains("Research:") != true)
            }
        }
    }
}
