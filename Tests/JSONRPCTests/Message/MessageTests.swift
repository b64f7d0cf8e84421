import JSONRPC
import NIOCore
import Testing

@Suite struct MessageTests {
    @Test(arguments: [
        #"{"jsonrpc":"2.0","id":1,"method":"m","params":{"a":1}}"#, #"{"jsonrpc":"2.0","id":"1","method":"m"}"#,
        #"{"jsonrpc":"2.0","method":"m"}"#, #"{"jsonrpc":"2.0","id":1,"result":{"b":null}}"#,
        #"{"jsonrpc":"2.0","id":1,"error":{"code":-32601,"message":"no","data":[1]}}"#,
        #"{"jsonrpc":"2.0","error":{"code":-32700,"message":"no"}}"#,
    ])
    func `a message is written as it was read`(text: String) throws {
        #expect(String(buffer: try Message(parsing: ByteBuffer(string: text)).buffer) == text)
    }

    @Test(arguments: [
        "1", "{}", #"{"jsonrpc":"2.0","id":null,"method":"m"}"#, #"{"jsonrpc":"2.0","method":"m","params":[1]}"#,
        #"{"jsonrpc":"2.0","id":1,"result":1}"#, #"{"jsonrpc":"2.0","id":1,"error":{"code":"x","message":""}}"#,
    ])
    func `what is no message is refused`(text: String) {
        let error = #expect(throws: JSONSyntaxError.self) { try Message(parsing: ByteBuffer(string: text)) }
        #expect(error?.code == .invalidMessage)
    }

    @Test(arguments: [
        #"{"jsonrpc":"2.0","id":1,"method":"m","result":{}}"#,
        #"{"jsonrpc":"2.0","method":"m","error":{"code":1,"message":""}}"#,
        #"{"jsonrpc":"2.0","id":1,"result":{},"error":{"code":1,"message":""}}"#,
        #"{"jsonrpc":"2.0","id":1,"error":{"code":1.0,"message":""}}"#,
        #"{"jsonrpc":"2.0","id":1.5,"error":{"code":1,"message":""}}"#,
        #"{"jsonrpc":"2.0","id":[],"error":{"code":1,"message":""}}"#,
    ])
    func `what the scanner takes for no message is none when it is decoded`(text: String) {
        let scanned = #expect(throws: JSONSyntaxError.self) { try EnvelopeScanner().scan(ByteBuffer(string: text)) }
        let decoded = #expect(throws: JSONSyntaxError.self) { try Message(parsing: ByteBuffer(string: text)) }
        #expect(scanned?.code == .invalidMessage)
        #expect(decoded?.code == .invalidMessage)
    }

    @Test func `ids are told apart scalar by scalar`() {
        #expect(RequestID.string("\u{e9}") != RequestID.string("e\u{301}"))
        #expect(Set<RequestID>(["\u{e9}", "e\u{301}", "\u{e9}", 1]).count == 3)
    }
}
