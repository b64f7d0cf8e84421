import MCP
import MCPHub
import Testing

@testable import struct MCPHub.URITemplatePattern

@Suite struct ResourceTableTests {
    @Test func `a URI stays as it is and is read from who lists it`() throws {
        let snapshot = Samples.snapshot([
            try Samples.catalog("a", resources: ["file:///x"]), try Samples.catalog("b", resources: ["file:///y"]),
        ])
        #expect(snapshot.resources.names == ["file:///x", "file:///y"])
        #expect(try snapshot.resourceRoute("file:///y") == Route(child: "b", name: "file:///y"))
    }

    @Test func `a raw URI of two children is offered once and the collision is told`() throws {
        let snapshot = Samples.snapshot([
            try Samples.catalog("a", resources: ["x://1"]), try Samples.catalog("b", resources: ["x://1"]),
        ])
        #expect(snapshot.resources.count == 1)
        #expect(snapshot.collisions.map(\.refused) == [Route(child: "b", name: "x://1")])
        let failure = #expect(throws: NameCollision.self) { try snapshot.requireNoCollisions() }
        #expect(failure?.description.contains(#"set "uris" to "prefixed""#) == true)
    }

    @Test func `prefixed URIs tell children apart and lead back`() throws {
        let keys = ["a", "My_Files", "my-files", "9+x"]
        let snapshot = Samples.snapshot(
            try keys.map { try Samples.catalog($0, resources: ["git+ssh://h/p"], templates: ["x:{+y}"]) },
            uris: .prefixed)
        #expect(snapshot.collisions.isEmpty)
        #expect(snapshot.resources.names[0] == "a+git+ssh://h/p")
        #expect(snapshot.resources.names[2] == "my-files+git+ssh://h/p")
        for (key, name) in zip(keys, snapshot.resources.names) {
            #expect(try snapshot.resourceRoute(name) == Route(child: key, name: "git+ssh://h/p"))
        }
        #expect(try snapshot.resourceRoute("A+new://1") == Route(child: "a", name: "new://1"))
        #expect(throws: RoutingFailure.unknownResource("z+new://1")) { try snapshot.resourceRoute("z+new://1") }
        let app = snapshot.resourceTable.exposed("ui://app", of: "a")
        #expect(app == "a+ui://app")
    }

    @Test func `an unlisted URI goes to the child whose template fits best, and to nobody when that is open`() throws {
        let snapshot = Samples.snapshot([
            try Samples.catalog("a", templates: ["db://{table}", "log://{+path}"]),
            try Samples.catalog("b", templates: ["log://b/{+path}", "same://{x}"]),
            try Samples.catalog("c", templates: ["same://{y}"]),
        ])
        #expect(try snapshot.resourceRoute("db://t") == Route(child: "a", name: "db://t"))
        #expect(try snapshot.resourceRoute("log://b/1") == Route(child: "b", name: "log://b/1"))
        #expect(try snapshot.resourceRoute("log://a/1") == Route(child: "a", name: "log://a/1"))
        #expect(throws: RoutingFailure.ambiguousResource("same://1", children: ["b", "c"])) {
            try snapshot.resourceRoute("same://1")
        }
        #expect(throws: RoutingFailure.unknownResource("db://a/b")) { try snapshot.resourceRoute("db://a/b") }
    }

    @Test(arguments: [ExposureRules.URIStyle.raw, .prefixed])
    func `what is denied is not read, listed or not`(uris: ExposureRules.URIStyle) throws {
        let catalog = try Samples.catalog("a", resources: ["x://secret", "x://open"], templates: ["x://{name}"])
        let child = ChildExposure("a") { $1 != "x://secret" }
        let snapshot = RegistrySnapshot(
            version: 1, catalogs: [catalog], rules: ExposureRules(uris: uris, children: [child]))
        #expect(snapshot.resources.count == 1)
        let uri = snapshot.resourceTable.exposed("x://secret", of: "a")
        #expect(throws: RoutingFailure.unknownResource(uri)) { try snapshot.resourceRoute(uri) }
    }

    @Test func `a completion is asked of the child, about what it is called there`() throws {
        let snapshot = Samples.snapshot(
            [try Samples.catalog("a", prompts: ["greet"], templates: ["db://{t}"])], uris: .prefixed)
        let prompt = try snapshot.completionTarget(.prompt(PromptReference(name: "a__greet", other: ["x": 1])))
        #expect(prompt.child == "a")
        #expect(prompt.reference == .prompt(PromptReference(name: "greet", other: ["x": 1])))
        let template = try snapshot.completionTarget(.resource(ResourceTemplateReference(uri: "a+db://{t}")))
        #expect(template.reference == .resource(ResourceTemplateReference(uri: "db://{t}")))
        #expect(throws: RoutingFailure.unknownPrompt("greet")) {
            try snapshot.completionTarget(.prompt(PromptReference(name: "greet")))
        }
    }

    @Test(arguments: [
        ("a://{x}", "a://1", true), ("a://{x}", "a://1/2", false), ("a://{x}", "a://", false),
        ("a://{+x}", "a://1/2", true), ("a://x{?q,r}", "a://x", true), ("a://x{?q,r}", "a://x?q=1&r=2", true),
        ("a://x{?q}", "a://xq=1", false), ("a{/p*}/end", "a/b/c/end", true), ("a{/p*}/end", "a/end", true),
        ("a{#f}", "a#b/c", true), ("a{.ext}", "a.txt", true), ("{x}-{y}", "1-2-3", true), ("a{", "a{", true),
        ("a", "a", true), ("a", "ab", false), ("{x}é", "1é", true), ("", "", true),
    ])
    func `a template tells what could come from it`(template: String, uri: String, fits: Bool) {
        #expect(URITemplatePattern(template).matches(uri) == fits)
    }

    @Test func `matching does not run away`() {
        let template = String(repeating: "{x}a", count: 200)
        #expect(!URITemplatePattern(template).matches(String(repeating: "a", count: 5_000) + "b"))
    }

    @Test func `the error for an unknown resource repeats its URI unless that is overlong`() {
        let error = RoutingFailure.unknownResource("db://a/b").rpcError
        #expect(error.code == -32602)
        #expect(error.data == ["uri": "db://a/b"])
        #expect(RoutingFailure.unknownResource(String(repeating: "x", count: 5_000)).rpcError.data == nil)
        #expect(RoutingFailure.unknownTool("t").rpcError.data == nil)
    }
}
