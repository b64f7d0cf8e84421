import JSONRPC
import MCP

@testable import MCPHub

/// Makes the values that the tests are about.
enum Samples {
    /// A page whose entries are these, as JSON text.
    static func page(
        _ kind: ListKind, _ entries: [String], more: String = ""
    ) throws(CatalogProblem) -> ListPage {
        let text = "{\"\(kind.member)\":[\(entries.joined(separator: ","))]\(more)}"
        return try ListPage(kind, result: Array(text.utf8).span)
    }

    /// A list whose entries are these, as JSON text.
    static func list(_ kind: ListKind, _ entries: [String], more: String = "") throws -> CatalogList {
        var collector = ListCollector(kind)
        _ = collector.receive(try page(kind, entries, more: more))
        return collector.list
    }

    /// A tool as JSON text.
    static func tool(_ name: String, _ description: String = "", properties: [String] = []) -> String {
        let members = properties.map { "\(JSONValue.string($0)):{}" }.joined(separator: ",")
        return #"{"name":\#(JSONValue.string(name)),"description":\#(JSONValue.string(description)),"#
            + #""inputSchema":{"type":"object","properties":{\#(members)}}}"#
    }

    /// What a child offers, by names and URIs.
    static func catalog(
        _ child: String, tools: [String] = [], prompts: [String] = [], resources: [String] = [],
        templates: [String] = [], instructions: String? = nil, version: ProtocolVersion = .latest
    ) throws -> ChildCatalog {
        var catalog = ChildCatalog(
            child: child, protocolVersion: version,
            capabilities: ServerCapabilities(
                tools: ListChangedCapability(), prompts: ListChangedCapability(), resources: ResourcesCapability()),
            instructions: instructions)
        catalog.tools = try list(.tools, tools.map { tool($0) })
        catalog.prompts = try list(.prompts, prompts.map { "{\"name\":\(JSONValue.string($0))}" })
        catalog.resources = try list(.resources, resources.map { "{\"uri\":\(JSONValue.string($0)),\"name\":\"r\"}" })
        catalog.resourceTemplates = try list(
            .resourceTemplates, templates.map { "{\"uriTemplate\":\(JSONValue.string($0)),\"name\":\"t\"}" })
        return catalog
    }

    /// A snapshot of these catalogs, each behind its own key.
    static func snapshot(
        _ catalogs: [ChildCatalog], names: NameStyle = .prefixed, uris: ExposureRules.URIStyle = .raw
    ) -> RegistrySnapshot {
        let rules = ExposureRules(names: names, uris: uris, children: catalogs.map { ChildExposure($0.child) })
        return RegistrySnapshot(version: 1, catalogs: catalogs, rules: rules)
    }
}

/// Numbers that look random and are the same in every run (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }
}
