import JSONRPC
import Testing

@testable import MCPHub

@Suite struct RegistryMergerTests {
    private func configuration(_ hub: String = "{}", servers: [String] = ["c"]) throws -> HubConfiguration {
        let entries = servers.map { #""\#($0)":{"command":"x"}"# }.joined(separator: ",")
        let text = #"{"mcpServers":{\#(entries)},"hub":\#(hub)}"#
        return try HubConfiguration.load([ConfigurationFile(path: "mcphub.json", text: text)]).configuration
    }

    private func merge(
        _ catalogs: [ChildCatalog], _ hub: String = "{}", servers: [String] = ["c"], trust: TrustStore = TrustStore()
    ) throws -> MergedRegistry {
        RegistryMerger(now: WallTime(milliseconds: 0)).merge(
            catalogs: catalogs, configuration: try configuration(hub, servers: servers), trust: trust, version: 7)
    }

    @Test func `what is seen first is approved and recorded`() throws {
        let merged = try merge([try Samples.catalog("c", tools: ["a"])])
        #expect(merged.decisions == ["c": .unknown])
        #expect(merged.firstSeen == ["c"])
        #expect(merged.snapshot.tools.names == ["c__a"])
        #expect(merged.snapshot.version == 7)
        #expect(merged.trust.children["c"]?["a"]?.approvedAt == "1970-01-01T00:00:00.000Z")
        let again = try merge([try Samples.catalog("c", tools: ["a"])], trust: merged.trust)
        #expect(again.decisions == ["c": .approved])
        #expect(again.firstSeen.isEmpty && again.notes.isEmpty && again.trust == merged.trust)
    }

    @Test(
        arguments: [
            ("warn", ["c__a", "c__b", "c__d"], [:]), ("block", ["c__a"], ["c": ["d", "b"]]),
            ("off", ["c__a", "c__b", "c__d"], [:]),
        ] as [(String, [String], [String: [String]])])
    func `a change is treated as the policy says`(
        policy: String, names: [String], withheld: [String: [String]]
    ) throws {
        let trust = try merge([try Samples.catalog("c", tools: ["a", "b"])]).trust
        var catalog = try Samples.catalog("c")
        catalog.tools = try Samples.list(
            .tools, [Samples.tool("a"), Samples.tool("b", "another"), Samples.tool("d")])
        let merged = try merge([catalog], #"{"trust":"\#(policy)"}"#, trust: trust)
        #expect(merged.snapshot.tools.names == names)
        #expect(merged.withheld == withheld)
        #expect(merged.trust == trust)
        #expect(merged.notes.isEmpty == (policy == "off"))
        #expect(merged.decisions.isEmpty == (policy == "off"))
        #expect(merged.notes.allSatisfy { $0.contains("mcphub approve c") && $0.contains("new: d; changed: b") })
    }

    @Test func `a tool that is gone is told and withholds nothing`() throws {
        let trust = try merge([try Samples.catalog("c", tools: ["a", "b"])]).trust
        let merged = try merge([try Samples.catalog("c", tools: ["a"])], #"{"trust":"block"}"#, trust: trust)
        #expect(merged.withheld.isEmpty)
        #expect(merged.notes.first?.contains("gone: b") == true)
        #expect(merged.notes.first?.contains("withheld") == false)
    }

    @Test func `the hub's own tools come first, without prefix and unjudged`() throws {
        let merged = try merge(
            [try Samples.catalog("c", tools: ["a"])], #"{"tools":["hub_status","hub_search_tools"]}"#)
        #expect(merged.snapshot.tools.names == ["hub_search_tools", "hub_status", "c__a"])
        #expect(merged.trust.children.keys.sorted() == ["c"])
    }

    @Test func `a catalog of a server that is not configured is left out`() throws {
        let merged = try merge([try Samples.catalog("stranger", tools: ["a"])])
        #expect(merged.snapshot.tools.names.isEmpty)
        #expect(merged.firstSeen.isEmpty)
    }

    @Test func `hidden text is found and told without being repeated`() throws {
        var catalog = try Samples.catalog("c")
        catalog.tools = try Samples.list(.tools, [Samples.tool("a", "x\u{E0041}y")])
        let merged = try merge([catalog], #"{"trust":"off"}"#)
        #expect(merged.hidden["c"]?.count == 1)
        #expect(merged.notes.first?.contains("U+E0041") == true)
        #expect(merged.notes.first?.contains("\u{E0041}") == false)
    }

    @Test func `many differences are told in a line of bounded length`() throws {
        let trust = try merge([try Samples.catalog("c")]).trust
        let merged = try merge([try Samples.catalog("c", tools: (1...1_000).map { "tool\($0)" })], trust: trust)
        #expect(merged.notes.first?.contains("and 995 more") == true)
    }
}
