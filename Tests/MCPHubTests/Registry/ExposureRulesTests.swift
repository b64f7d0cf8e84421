import MCPHub
import Testing

@Suite struct ExposureRulesTests {
    @Test func `rules follow the configuration`() throws {
        let configuration = try load(
            """
            {"mcpServers": {
              "git": {"command": "x", "hub": {"tools": {"deny": ["push*"], "rename": {"log": "history"}}}},
              "off": {"command": "x", "disabled": true},
              "bare": {"command": "x", "hub": {"prefix": ""}}
            }, "hub": {"separator": "--", "uris": "prefixed"}}
            """
        ).configuration
        let rules = ExposureRules(configuration)
        let catalogs = [
            try Samples.catalog("git", tools: ["log", "push_all"], prompts: ["push", "log"]),
            try Samples.catalog("bare", tools: ["time"], resources: ["x://1"]),
            try Samples.catalog("off", tools: ["t"]),
        ]
        let snapshot = RegistrySnapshot(version: 1, catalogs: catalogs, rules: rules)
        #expect(snapshot.tools.names == ["git--history", "time"])
        #expect(snapshot.resources.names == ["bare+x://1"])
        #expect(snapshot.prompts.names == ["git--push", "git--log"])
    }
}
