import JSONRPC
import Testing

@testable import MCP

@Suite struct RequestClassTests {
    /// A request on a connection with or without a handshake, and what it is taken for.
    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let method: String
        let params: String?
        let isInitialized: Bool
        let expected: Expected

        init(
            _ name: String, _ method: String, _ params: String?, after isInitialized: Bool = false, _ expected: Expected
        ) {
            testDescription = name
            self.method = method
            self.params = params
            self.isInitialized = isInitialized
            self.expected = expected
        }
    }

    enum Expected: Hashable, Sendable {
        case modern
        case legacy
        case refused(Int)
    }

    static let version = #""io.modelcontextprotocol/protocolVersion": "2026-07-28""#
    static let capabilities = #""io.modelcontextprotocol/clientCapabilities": {}"#
    static let complete = #"{"_meta": {\#(version), \#(capabilities)}}"#

    static let modern =
        [
            Row("complete", "tools/list", complete, .modern),
            Row("complete after a handshake", "tools/list", complete, after: true, .modern),
            Row("complete on initialize", "initialize", complete, .modern),
            Row("complete on ping", "ping", complete, .modern),
            Row("complete on an unknown method", "x", complete, .modern),
            Row("no version", "tools/list", #"{"_meta": {\#(capabilities)}}"#, .refused(-32602)),
            Row(
                "no version after a handshake", "tools/list", #"{"_meta": {\#(capabilities)}}"#, after: true,
                .refused(-32602)),
            Row("no capabilities", "tools/list", #"{"_meta": {\#(version)}}"#, .refused(-32602)),
            Row("no capabilities on ping", "ping", #"{"_meta": {\#(version)}}"#, .refused(-32602)),
            Row(
                "version is a number", "tools/list",
                ##"{"_meta": {"io.modelcontextprotocol/protocolVersion": 1, \##(capabilities)}}"##, .refused(-32602)),
            Row(
                "capabilities are null", "tools/list",
                ##"{"_meta": {\##(version), "io.modelcontextprotocol/clientCapabilities": null}}"##, .refused(-32602)),
            Row(
                "log level is unknown", "tools/list",
                ##"{"_meta": {\##(version), \##(capabilities), "io.modelcontextprotocol/logLevel": "loud"}}"##,
                .refused(-32602)),
        ]
        + ["2030-01-01", "2025-11-25", "x", ""].map { version in
            Row(
                "version '\(version)'", "tools/list",
                ##"{"_meta": {"io.modelcontextprotocol/protocolVersion": "\##(version)", \##(capabilities)}}"##,
                .refused(-32022))
        }

    static let legacy = [
        Row("nothing before a handshake", "tools/list", nil, .refused(-32602)),
        Row("no params after a handshake", "tools/list", nil, after: true, .legacy),
        Row("no meta after a handshake", "tools/list", #"{"cursor": "x"}"#, after: true, .legacy),
        Row("an empty meta before a handshake", "tools/list", #"{"_meta": {}}"#, .refused(-32602)),
        Row(
            "a progress token after a handshake", "tools/list", #"{"_meta": {"progressToken": 1}}"#, after: true,
            .legacy),
        Row(
            "only a name", "tools/list",
            #"{"_meta": {"io.modelcontextprotocol/clientInfo": {"name": "n", "version": "1"}}}"#, .refused(-32602)),
        Row("meta is no object", "tools/list", #"{"_meta": 5}"#, after: true, .refused(-32602)),
        Row("meta is no object on ping", "ping", #"{"_meta": []}"#, .refused(-32602)),
        Row(
            "the token is a fraction", "tools/list", #"{"_meta": {"progressToken": 1.5}}"#, after: true,
            .refused(-32602)),
        Row("initialize", "initialize", nil, .legacy),
        Row("initialize again", "initialize", nil, after: true, .legacy),
        Row("ping before a handshake", "ping", nil, .legacy),
        Row("discover without meta", "server/discover", nil, .refused(-32602)),
    ]

    @Test(arguments: modern + legacy)
    func `meta tells the era and the method comes second`(row: Row) throws {
        let params = try row.params.map { try JSONValue(parsing: $0) }?.object
        var lifecycle = LegacyLifecycle.uninitialized
        if row.isInitialized { _ = try lifecycle.initialize(LegacyLifecycleTests.params) }
        #expect(Self.classify(row.method, params, lifecycle) == row.expected)
    }

    @Test func `an unsupported version is answered with those that need no handshake`() throws {
        let params: JSONObject = ["_meta": [MetaKey.protocolVersion: "2030-01-01", MetaKey.clientCapabilities: [:]]]
        let error = try #require(throws: RPCError.self) {
            try RequestClass(method: "tools/list", params: params, lifecycle: .uninitialized)
        }
        #expect(error.unsupportedProtocolVersion?.supported == ["2026-07-28"])
        #expect(error.unsupportedProtocolVersion?.requested == "2030-01-01")
    }

    @Test func `what is missing is named`() throws {
        let params: JSONObject = ["_meta": [MetaKey.protocolVersion: "2026-07-28"]]
        let error = try #require(throws: RPCError.self) {
            try RequestClass(method: "tools/list", params: params, lifecycle: .uninitialized)
        }
        #expect(error.message.contains("/params/_meta/io.modelcontextprotocol~1clientCapabilities"))
    }

    private static func classify(_ method: String, _ params: JSONObject?, _ lifecycle: LegacyLifecycle) -> Expected {
        do throws(RPCError) {
            switch try RequestClass(method: method, params: params, lifecycle: lifecycle) {
            case .modern: return .modern
            case .legacy: return .legacy
            }
        } catch {
            return .refused(error.code)
        }
    }
}
