import JSONRPC
import Testing

@Suite struct EnvelopeScannerTests {
    private func scan(_ text: String, limits: JSONLimits = .standard) throws -> ScannedText {
        let bytes = Array(text.utf8)
        return ScannedText(bytes: bytes, envelope: try EnvelopeScanner(limits: limits).scan(bytes.span))
    }

    /// A message with its envelope, so that tests can read the parts as text.
    private struct ScannedText {
        let bytes: [UInt8]
        let envelope: Envelope

        func text(_ field: EnvelopeField) -> String? {
            envelope[field].map { String(decoding: bytes[$0.range], as: UTF8.self) }
        }

        func holds(_ text: StaticString, _ field: EnvelopeField) -> Bool {
            envelope.holds(text, at: field, in: bytes.span)
        }
    }

    @Test func `every field of a request is found where it stands`() throws {
        let message = try scan(
            """
             { "jsonrpc" : "2.0", "id" : "call-1", "method":"tools/call", "unknown":[{"id":2}], "params": {
             "name":"echo","uri":"a:b","cursor":"","arguments":{"name":"inner","_meta":{"progressToken":9}},
             "requestId":7,"progressToken":"t","inputResponses":{},"requestState":"s",
             "ref":{"type":"ref/prompt","name":"p","uri":"u"},"protocolVersion":"2025-11-25","capabilities":{},
             "_meta":{"progressToken":1,"io.modelcontextprotocol/protocolVersion":"2026-07-28",
             "io.modelcontextprotocol/clientCapabilities":{"roots":{}},"io.modelcontextprotocol/clientInfo":{"name":"c"},
             "io.modelcontextprotocol/logLevel":"info","io.modelcontextprotocol/subscriptionId":"x",
             "io.modelcontextprotocol/serverInfo":{},"io.modelcontextprotocol/related-task":{"taskId":"t"}}}}
            """)
        let expected: [EnvelopeField: String] = [
            .jsonrpc: "\"2.0\"", .id: "\"call-1\"", .method: "\"tools/call\"", .name: "\"echo\"", .uri: "\"a:b\"",
            .cursor: "\"\"", .arguments: #"{"name":"inner","_meta":{"progressToken":9}}"#, .requestID: "7",
            .paramsProgressToken: "\"t\"", .inputResponses: "{}", .paramsRequestState: "\"s\"",
            .referenceName: "\"p\"", .referenceURI: "\"u\"", .protocolVersion: "\"2025-11-25\"", .capabilities: "{}",
            .metaProgressToken: "1", .metaProtocolVersion: "\"2026-07-28\"", .metaClientCapabilities: #"{"roots":{}}"#,
            .metaClientInfo: #"{"name":"c"}"#, .metaLogLevel: "\"info\"", .metaSubscriptionID: "\"x\"",
            .metaServerInfo: "{}", .metaRelatedTask: #"{"taskId":"t"}"#,
        ]
        #expect(message.envelope.kind == .request)
        for (field, text) in expected { #expect(message.text(field) == text, "\(field)") }
        for field in [EnvelopeField.result, .error, .errorCode, .resultMeta, .nextCursor] {
            #expect(message.text(field) == nil, "\(field)")
        }
    }

    @Test func `every field of a result and of an error is found where it stands`() throws {
        let result = try scan(
            """
            {"jsonrpc":"2.0","id":1,"result":{"_meta":{"io.modelcontextprotocol/serverInfo":{}},"resultType":"complete",
            "ttlMs":5,"cacheScope":"public","nextCursor":"n","inputRequests":{},"requestState":"s","content":[]}}
            """)
        #expect(result.envelope.kind == .result)
        #expect(result.text(.resultType) == "\"complete\"")
        #expect(result.text(.ttlMilliseconds) == "5")
        #expect(result.text(.cacheScope) == "\"public\"")
        #expect(result.text(.nextCursor) == "\"n\"")
        #expect(result.text(.inputRequests) == "{}")
        #expect(result.text(.resultRequestState) == "\"s\"")
        #expect(result.text(.metaServerInfo) == "{}")
        let failure = try scan(#"{"jsonrpc":"2.0","id":1,"error":{"code":-32601,"message":"no","data":{"a":1}}}"#)
        #expect(failure.envelope.kind == .failure)
        #expect(failure.text(.errorCode) == "-32601")
        #expect(failure.text(.errorMessage) == "\"no\"")
        #expect(failure.text(.errorData) == #"{"a":1}"#)
    }

    @Test(arguments: [
        (#"{"jsonrpc":"2.0","method":"m"}"#, Envelope.Kind.notification),
        (#"{"jsonrpc":"2.0","method":"m","id":0}"#, .request), (#"{"jsonrpc":"2.0","id":0,"result":{}}"#, .result),
        (#"{"jsonrpc":"2.0","id":null,"error":{"code":1,"message":""}}"#, .failure),
        (#"{"jsonrpc":"2.0","error":{"code":1,"message":""}}"#, .failure),
    ])
    func `a message is told apart by its members`(text: String, kind: Envelope.Kind) throws {
        #expect(try scan(text).envelope.kind == kind)
    }

    @Test func `an id keeps its type`() throws {
        for (text, id) in [("1", RequestID.integer(1)), ("\"1\"", "1"), ("-7", -7), (#""\u0031""#, "1"), ("\"\"", "")] {
            let message = try scan(#"{"jsonrpc":"2.0","method":"m","id":\#(text)}"#)
            #expect(message.envelope.id(in: message.bytes.span) == id)
        }
        #expect(RequestID.integer(1) != RequestID.string("1"))
    }

    @Test(arguments: [
        (#"{"jsonrpc":"2.0"}"#, "a 'method', a 'result' or an 'error'"), (#"{"method":"m"}"#, #""jsonrpc": "2.0""#),
        (#"{"jsonrpc":"1.0","method":"m"}"#, #""jsonrpc": "2.0""#),
        (#"{"jsonrpc":2.0,"method":"m"}"#, #""jsonrpc": "2.0""#),
        (#"{"jsonrpc":"2.0","method":1}"#, "a string as 'method'"),
        (#"{"jsonrpc":"2.0","method":"m","params":[]}"#, "an object as 'params'"),
        (#"{"jsonrpc":"2.0","method":"m","id":null}"#, "a string or a whole number as 'id'"),
        (#"{"jsonrpc":"2.0","method":"m","id":1.5}"#, "a string or a whole number as 'id'"),
        (#"{"jsonrpc":"2.0","method":"m","id":9223372036854775808}"#, "a string or a whole number as 'id'"),
        (#"{"jsonrpc":"2.0","id":true,"result":{}}"#, "a string or a whole number as 'id'"),
        (#"{"jsonrpc":"2.0","result":{}}"#, "a string or a whole number as 'id'"),
        (#"{"jsonrpc":"2.0","id":1,"result":[]}"#, "an object as 'result'"),
        (#"{"jsonrpc":"2.0","id":1,"result":{},"error":{"code":1,"message":""}}"#, "no 'result' beside an 'error'"),
        (#"{"jsonrpc":"2.0","id":1,"method":"m","result":{}}"#, "no 'result' or 'error' beside a 'method'"),
        (#"{"jsonrpc":"2.0","id":1,"error":{"message":""}}"#, "a whole number 'code' in 'error'"),
        (#"{"jsonrpc":"2.0","id":1,"error":{"code":1.5,"message":""}}"#, "a whole number 'code' in 'error'"),
        (#"{"jsonrpc":"2.0","id":1,"error":{"code":1}}"#, "a string 'message' in 'error'"),
        (#"{"jsonrpc":"2.0","id":1,"error":"x"}"#, "a whole number 'code' in 'error'"),
    ])
    func `JSON that is no message is refused with what it lacks`(text: String, expected: String) {
        let error = #expect(throws: JSONSyntaxError.self) { try scan(text) }
        #expect(error?.code == .invalidMessage)
        #expect(error?.expected == expected)
    }

    @Test(arguments: [
        #"{"jsonrpc":"2.0","method":"a","method":"b"}"#, #"{"jsonrpc":"2.0","id":1,"method":"a","\u0069d":2}"#,
        #"{"jsonrpc":"2.0","method":"a","params":{"name":"x","name":"y"}}"#,
        #"{"jsonrpc":"2.0","method":"a","params":{"_meta":{},"_meta":{}}}"#,
        #"{"jsonrpc":"2.0","method":"a","params":{"_meta":{"progressToken":1,"progressTo\u006ben":2}}}"#,
        #"{"jsonrpc":"2.0","id":1,"result":{},"result":{}}"#,
    ])
    func `a field that occurs twice is refused, also when it is spelled with escapes`(text: String) {
        let error = #expect(throws: JSONSyntaxError.self) { try scan(text) }
        #expect(error?.code == .duplicateKey)
    }

    @Test func `a key is found when it is spelled with escapes`() throws {
        let message = try scan(#"{"jsonrpc":"2.0","\u006dethod":"m","p\u0061rams":{"n\u0061me":"x"}}"#)
        #expect(message.text(.method) == "\"m\"")
        #expect(message.text(.name) == "\"x\"")
    }

    @Test(arguments: [
        #"{"jsonrpc":"2.0","method":"m","params":{"arguments":{"a":[1,2,{"b":tru}]}}}"#,
        #"{"jsonrpc":"2.0","method":"m","params":{"arguments":{"a":"\q"}}}"#,
        #"{"jsonrpc":"2.0","method":"m"} {}"#, #"{"jsonrpc":"2.0","method":"m""#, "[]", "\"x\"", "", "   ",
        #"{"jsonrpc":"2.0","method":"m","x":01}"#, #"{"jsonrpc":"2.0","method":"m",}"#,
        "{\"jsonrpc\":\"2.0\",\"method\":\"a\nb\"}",
    ])
    func `a message that is not valid JSON from end to end is refused`(text: String) {
        #expect(throws: JSONSyntaxError.self) { try scan(text) }
    }

    @Test func `a lone surrogate is passed on because the grammar allows it`() throws {
        let message = try scan(#"{"jsonrpc":"2.0","id":1,"result":{"text":"\ud83d"}}"#)
        #expect(message.text(.result) == #"{"text":"\ud83d"}"#)
        #expect(throws: JSONSyntaxError.self) { try message.envelope.value(.result, in: message.bytes.span) }
    }

    @Test(arguments: [
        #"{"jsonrpc":"2.0","id":"\ud83d","method":"m"}"#, #"{"jsonrpc":"2.0","id":"\udc32","result":{}}"#,
        #"{"jsonrpc":"2.0","id":"\ud83d","error":{"code":1,"message":""}}"#, #"{"jsonrpc":"2.0","method":"\ud83d"}"#,
    ])
    func `a lone surrogate in an id or a method is refused because nobody could answer it`(text: String) {
        let error = #expect(throws: JSONSyntaxError.self) { try scan(text) }
        #expect(error?.code == .loneSurrogate)
    }

    @Test func `size and depth are bounded`() throws {
        let nested = String(repeating: "[", count: 20) + String(repeating: "]", count: 20)
        let text = #"{"jsonrpc":"2.0","method":"m","params":{"a":\#(nested)}}"#
        #expect(throws: Never.self) { try scan(text, limits: JSONLimits(maximumDepth: 22)) }
        let deep = #expect(throws: JSONSyntaxError.self) { try scan(text, limits: JSONLimits(maximumDepth: 21)) }
        #expect(deep?.code == .tooDeep)
        let large = #expect(throws: JSONSyntaxError.self) {
            try scan(text, limits: JSONLimits(maximumBytes: text.utf8.count - 1))
        }
        #expect(large?.code == .tooLarge)
    }

    @Test func `every prefix of a message is refused without a crash`() throws {
        let text =
            #"{"jsonrpc":"2.0","id":"ü","method":"tools/call","params":{"_meta":{"a":[1.5e3,true,null]},"name":"\u00fc"}}"#
        let bytes = Array(text.utf8)
        for length in 0..<bytes.count {
            #expect(throws: JSONSyntaxError.self) { try EnvelopeScanner().scan(bytes.span.extracting(..<length)) }
        }
    }

    @Test func `strings are compared without being copied`() throws {
        let message = try scan(#"{"jsonrpc":"2.0","method":"tools/call"}"#)
        #expect(message.holds("tools/call", .method))
        #expect(!message.holds("tools/list", .method))
        #expect(!message.holds("tools/cal", .method))
        #expect(!message.holds("x", .name))
    }

    @Test func `strings are the same when they are spelled with escapes`() throws {
        let message = try scan(#"{"jsonrpc":"\u0032\u002e0","id":1,"method":"tools\/call"}"#)
        #expect(message.envelope.kind == .request)
        #expect(message.holds("tools/call", .method))
        #expect(!message.holds("tools/list", .method))
        #expect(!message.holds("", .id))
    }
}
