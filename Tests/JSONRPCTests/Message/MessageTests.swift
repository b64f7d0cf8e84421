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
}
