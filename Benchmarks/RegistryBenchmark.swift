import JSONRPC
import MCP
import MCPHub

/// What it costs to keep, list and search a thousand tools of ten children.
enum RegistryBenchmark {
    static func run() throws {
        print("\na registry of 1,000 tools of 10 children (about 1 KB each)")
        let catalogs = try (0..<10).map(catalog)
        let rules = ExposureRules(children: catalogs.map { ChildExposure($0.child) })
        let snapshot = RegistrySnapshot(version: 1, catalogs: catalogs, rules: rules)
        measureSnapshots(catalogs, rules, snapshot)
        try measureLists(snapshot)
        measureManifests(catalogs)
        Measurement("ToolSearch, making the index", rounds: 3) { consume(ToolSearch(snapshot.tools)) }.report()
        let search = ToolSearch(snapshot.tools)
        Measurement("ToolSearch, a query of 5 words") {
            consume(search.search("list the monthly cost by resource"))
        }.report()
    }

    private static func measureSnapshots(
        _ catalogs: [ChildCatalog], _ rules: ExposureRules, _ snapshot: RegistrySnapshot
    ) {
        Measurement("RegistrySnapshot, merging all", rounds: 3) {
            consume(RegistrySnapshot(version: 2, catalogs: catalogs, rules: rules))
        }.report()
        Measurement("RegistryDifference, nothing new") {
            consume(RegistryDifference(from: snapshot, to: snapshot))
        }.report()
    }

    private static func measureLists(_ snapshot: RegistrySnapshot) throws {
        let seal = CursorSeal(key: Array(0..<32))
        try Measurement("tools/list, all in one page") {
            let page = try snapshot.tools.page(after: nil, size: nil, seal: seal)
            consume(snapshot.tools.result(page, for: .latest))
        }.report()
        let cursor = try snapshot.tools.page(after: nil, size: 100, seal: seal).nextCursor
        try Measurement("tools/list, a page of 100 behind a cursor") {
            let page = try snapshot.tools.page(after: cursor, size: 100, seal: seal)
            consume(snapshot.tools.result(page, for: .latest))
        }.report()
    }

    private static func measureManifests(_ catalogs: [ChildCatalog]) {
        var cache = ManifestStore()
        for catalog in catalogs { _ = cache.keep(catalog, of: catalog.child) }
        let document = cache.document
        Measurement("ManifestStore, writing", rounds: 3) { consume(cache.document) }.report()
        Measurement("ManifestStore, reading", rounds: 3) { consume(ManifestStore.load(document.span)) }.report()
    }

    private static func catalog(_ number: Int) throws -> ChildCatalog {
        var catalog = ChildCatalog(
            child: "child\(number)", protocolVersion: .latest,
            capabilities: ServerCapabilities(tools: ListChangedCapability()))
        let tools = (0..<100).map { tool($0, of: number) }.joined(separator: ",")
        var collector = ListCollector(.tools)
        _ = collector.receive(try ListPage(.tools, result: Array("{\"tools\":[\(tools)]}".utf8).span))
        catalog.tools = collector.list
        return catalog
    }

    private static func tool(_ number: Int, of child: Int) -> String {
        let verbs = ["list", "get", "create", "delete", "update", "search", "export", "forecast"]
        let nouns = ["cost", "budget", "resource", "issue", "file", "folder", "alert", "report", "user", "tag"]
        let (verb, noun) = (verbs[number % verbs.count], nouns[(number / 3 + child) % nouns.count])
        let parameters = nouns.map {
            #""\#($0)_id":{"type":"string","description":"The \#($0) to \#(verb), by its id."}"#
        }
        return #"{"name":"\#(verb)_\#(noun)_\#(number)","description":"Can \#(verb) the \#(noun) of a subscription "#
            + #"for every month, grouped by region and service. Variant \#(number) of child \#(child).","#
            + #""inputSchema":{"type":"object","properties":{\#(parameters.joined(separator: ","))}}}"#
    }
}
