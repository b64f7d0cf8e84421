import MCPHub
import Testing

@Suite struct RegistryDifferenceTests {
    private func snapshot(tools: [String], prompts: [String] = [], templates: [String] = []) throws -> RegistrySnapshot
    {
        var catalog = try Samples.catalog("c", prompts: prompts, templates: templates)
        catalog.tools = try Samples.list(.tools, tools)
        return Samples.snapshot([catalog])
    }

    @Test func `nothing real is nothing`() throws {
        let old = try snapshot(tools: [#"{"name":"a","x":{"p":1,"q":2}}"#, #"{"name":"b"}"#])
        let new = try snapshot(tools: [#"{ "name":"b" }"#, #"{"x":{"q":2.0,"p":1},"name":"a"}"#])
        #expect(RegistryDifference(from: old, to: new).isEmpty)
    }

    @Test func `what is new, gone and changed is told by the names that agents see`() throws {
        let old = try snapshot(tools: [#"{"name":"a"}"#, #"{"name":"b","x":1}"#])
        let new = try snapshot(tools: [#"{"name":"b","x":2}"#, #"{"name":"d"}"#, #"{"name":"c"}"#])
        let difference = RegistryDifference(from: old, to: new)
        #expect(difference.tools.added == ["c__d", "c__c"])
        #expect(difference.tools.removed == ["c__a"])
        #expect(difference.tools.changed == ["c__b"])
        #expect(difference.toolsChanged && !difference.promptsChanged && !difference.resourcesChanged)
    }

    @Test func `each list is told by itself, and templates belong to resources`() throws {
        let old = try snapshot(tools: [])
        #expect(RegistryDifference(from: old, to: try snapshot(tools: [], prompts: ["p"])).promptsChanged)
        let difference = RegistryDifference(from: old, to: try snapshot(tools: [], templates: ["x:{y}"]))
        #expect(difference.resourcesChanged && !difference.toolsChanged)
    }
}
