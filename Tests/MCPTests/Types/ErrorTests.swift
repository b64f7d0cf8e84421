import JSONRPC
import MCP
import Testing

@Suite struct ErrorTests {
    @Test func `an unsupported revision is answered with the supported ones`() throws {
        let error = RPCError.unsupportedProtocolVersion("1900-01-01")
        #expect(error.code == -32022)
        #expect(
            try error.data
                == JSONValue(
                    parsing: #"""
                        {"supported": ["2026-07-28", "2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"], "requested": "1900-01-01"}
                        """#))
        #expect(error.unsupportedProtocolVersion?.requested == "1900-01-01")
        #expect(error.unsupportedProtocolVersion?.supported == ProtocolVersion.supported)
    }

    @Test func `a missing capability is named in the form of capabilities`() {
        let error = RPCError.missingRequiredClientCapability(ClientCapabilities(elicitation: .formOnly))
        #expect(error.code == -32021)
        #expect(error.data == ["requiredCapabilities": ["elicitation": [:]]])
        #expect(error.missingRequiredClientCapability?.requiredCapabilities.elicitation == .formOnly)
    }

    @Test func `a missing resource of the legacy era is named`() {
        let error = RPCError.resourceNotFound("file:///a")
        #expect(error.code == -32002)
        #expect(error.resourceNotFoundURI == "file:///a")
    }

    @Test func `data of another code or another shape is not read`() {
        #expect(RPCError(code: -32022, message: "").unsupportedProtocolVersion == nil)
        #expect(RPCError(code: -32022, message: "", data: ["supported": 1]).unsupportedProtocolVersion == nil)
        let other = RPCError(code: -32602, message: "", data: RPCError.unsupportedProtocolVersion("a").data)
        #expect(other.unsupportedProtocolVersion == nil)
        #expect(other.missingRequiredClientCapability == nil)
        #expect(other.urlElicitationRequired == nil)
        #expect(other.resourceNotFoundURI == nil)
    }

    @Test(arguments: [
        (-32020, true), (-32021, true), (-32022, true), (-32601, false), (-32002, false), (-32042, false),
        (-32023, false), (-32000, false),
    ])
    func `only three codes are evidence of the modern era`(code: Int, isModern: Bool) {
        #expect(RPCError(code: code, message: "").isRecognizedModernError == isModern)
    }

    @Test func `a header mismatch has a code of its own`() {
        #expect(RPCError.headerMismatch("Mcp-Name") == RPCError(code: -32020, message: "Mcp-Name"))
    }
}
