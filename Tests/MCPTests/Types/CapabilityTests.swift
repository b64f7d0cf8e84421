import JSONRPC
import MCP
import Testing

@Suite struct CapabilityTests {
    @Test(arguments: [
        ("{}", true, false), (#"{"form": {}}"#, true, false), (#"{"url": {}}"#, false, true),
        (#"{"form": {}, "url": {}}"#, true, true), (#"{"new": {}}"#, true, false),
    ])
    func `elicitation without modes means forms only`(text: String, form: Bool, url: Bool) throws {
        let capability: ElicitationCapability = try roundTrip(text)
        #expect(capability.supportsForm == form)
        #expect(capability.supportsURL == url)
    }

    @Test func `a capability is declared by an empty object and not by its absence`() throws {
        let client: ClientCapabilities = try roundTrip(#"{"roots": {}, "sampling": {}}"#)
        #expect(client.roots != nil)
        #expect(client.sampling?.supportsTools == false)
        #expect(client.elicitation == nil)
        let server: ServerCapabilities = try roundTrip(#"{"tools": {}, "logging": {}, "completions": {}}"#)
        #expect(server.tools?.listChanged == nil)
        #expect(server.logging == [:])
        #expect(server.resources == nil)
    }

    @Test(arguments: [
        (#"{"elicitation": {}}"#, #"{"elicitation": {}}"#, true),
        (#"{"elicitation": {"form": {}}}"#, #"{"elicitation": {}}"#, true),
        (#"{"elicitation": {"url": {}}}"#, #"{"elicitation": {}}"#, false),
        (#"{"elicitation": {}}"#, #"{"elicitation": {"url": {}}}"#, false),
        ("{}", #"{"elicitation": {}}"#, false),
        ("{}", "{}", true),
        (#"{"sampling": {}}"#, #"{"sampling": {}}"#, true),
        (#"{"sampling": {}}"#, #"{"sampling": {"tools": {}}}"#, false),
        (#"{"sampling": {"tools": {}}}"#, #"{"sampling": {"tools": {}}}"#, true),
        (#"{"sampling": {"tools": {}}}"#, #"{"sampling": {"context": {}}}"#, false),
        (#"{"roots": {"listChanged": true}}"#, #"{"roots": {}}"#, true),
        (#"{"sampling": {}}"#, #"{"roots": {}}"#, false),
        (#"{"extensions": {"a/b": {"c": 1}}}"#, #"{"extensions": {"a/b": {}}}"#, true),
        (#"{"extensions": {"a/c": {}}}"#, #"{"extensions": {"a/b": {}}}"#, false),
    ])
    func `a client satisfies what it has declared`(declared: String, required: String, satisfied: Bool) throws {
        let (declared, required): (ClientCapabilities, ClientCapabilities) = try (
            roundTrip(declared), roundTrip(required)
        )
        #expect(declared.satisfies(required) == satisfied)
    }

    @Test func `each question names what it needs`() {
        let form = ElicitRequestFormParams(message: "", requestedSchema: ElicitRequestedSchema(properties: [:]))
        let url = ElicitRequestURLParams(message: "", url: "https://example.com")
        let plain = CreateMessageRequestParams(messages: [], maxTokens: 1)
        let tools = CreateMessageRequestParams(messages: [], maxTokens: 1, tools: [])
        let needs: [(InputRequest, JSONValue)] = [
            (.elicitation(.form(form)), ["elicitation": [:]]), (.elicitation(.url(url)), ["elicitation": ["url": [:]]]),
            (.sampling(plain), ["sampling": [:]]), (.sampling(tools), ["sampling": ["tools": [:]]]),
            (.roots, ["roots": [:]]), (.unknown(["method": "new"]), [:]),
        ]
        for (request, need) in needs {
            #expect(ClientCapabilities.required(for: request).json == need)
        }
    }

    @Test(arguments: [
        (#"{"elicitation": {"form": {}, "url": {}}}"#, #"{"elicitation": {}}"#, #"{"elicitation": {"form": {}}}"#),
        (#"{"elicitation": {}}"#, #"{"elicitation": {"form": {}, "url": {}}}"#, #"{"elicitation": {}}"#),
        (
            #"{"elicitation": {"url": {"a": 1}}}"#, #"{"elicitation": {"form": {}, "url": {}}}"#,
            #"{"elicitation": {"url": {"a": 1}}}"#
        ),
        (#"{"elicitation": {}}"#, #"{"elicitation": {"url": {}}}"#, "{}"),
        (
            #"{"sampling": {"tools": {}, "context": {}}}"#, #"{"sampling": {"tools": {}}}"#,
            #"{"sampling": {"tools": {}}}"#
        ),
        (#"{"roots": {"listChanged": true}, "sampling": {}}"#, #"{"roots": {}}"#, #"{"roots": {"listChanged": true}}"#),
        (
            #"{"extensions": {"a/b": {"c": 1}, "a/d": {}}}"#, #"{"extensions": {"a/b": {}}}"#,
            #"{"extensions": {"a/b": {"c": 1}}}"#
        ),
        (#"{"experimental": {"a": {}}, "tasks": {}}"#, #"{"experimental": {"a": {}}, "tasks": {}}"#, "{}"),
    ])
    func `only what both sides can do is promised`(client: String, supported: String, common: String) throws {
        let (client, supported): (ClientCapabilities, ClientCapabilities) = try (
            roundTrip(client), roundTrip(supported)
        )
        #expect(try client.intersection(supported).json == JSONValue(parsing: common))
    }
}
