import MCP
import Testing

@Suite struct MetaKeyTests {
    @Test(arguments: [
        "", "a", "1", "progressToken", "a.b", "a-b_c.d", "com.example/name", "com.example/", "x/1", "a1-b.c2/n",
        MetaKey.protocolVersion, MetaKey.subscriptionId,
    ])
    func `a key of the grammar is valid`(key: String) { #expect(MetaKey.isValid(key)) }

    @Test(arguments: [
        "-a", "a-", "_a", "a.", "a b", "ä", "/name", "1com/name", "com-/name", "com..example/name", ".com/name",
        "com./name",
        "com.exämple/name", "com_x/name", "a/b/c", "com.example/-name", " ",
    ])
    func `a key outside of the grammar is not`(key: String) { #expect(!MetaKey.isValid(key)) }

    @Test(arguments: [
        "io.modelcontextprotocol/x", "dev.mcp/x", "org.modelcontextprotocol.api/x", "com.mcp.tools/", "COM.MCP/x",
        "progressToken", "traceparent", "tracestate", "baggage",
    ])
    func `a prefix with a name of the protocol as second label is reserved`(key: String) {
        #expect(MetaKey.isReserved(key))
    }

    @Test(arguments: [
        "com.example.mcp/x", "mcp/x", "modelcontextprotocol/x", "com.example/x", "com.mcptools/x", "name", "a.mcp",
        "Baggage",
    ])
    func `any other is free`(key: String) { #expect(!MetaKey.isReserved(key)) }

    @Test func `all keys of the protocol are valid and reserved`() {
        let keys = [
            MetaKey.protocolVersion, MetaKey.clientCapabilities, MetaKey.clientInfo, MetaKey.logLevel,
            MetaKey.serverInfo,
            MetaKey.subscriptionId, MetaKey.progressToken, MetaKey.traceparent, MetaKey.tracestate, MetaKey.baggage,
        ]
        #expect(keys.allSatisfy { MetaKey.isValid($0) && MetaKey.isReserved($0) })
    }
}
