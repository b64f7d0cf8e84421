import JSONRPC
import NIOCore
import Testing

@Suite struct SpliceTests {
    private let message = ByteBuffer(string: #"{"jsonrpc":"2.0","id":"abc","method":"m","params":{"name":"x"}}"#)

    @Test(arguments: [0, 7, -12, Int.max, Int.min])
    func `an id gives way to a number and all else stays`(id: Int) throws {
        let envelope = try EnvelopeScanner().scan(message)
        var output = ByteBuffer(string: ">")
        output.write(message, replacing: try #require(envelope[.id]), withID: id)
        #expect(String(buffer: output) == #">{"jsonrpc":"2.0","id":\#(id),"method":"m","params":{"name":"x"}}"#)
    }

    @Test func `several parts are replaced, removed and inserted in one pass`() throws {
        let envelope = try EnvelopeScanner().scan(message)
        let id = try #require(envelope[.id])
        let name = try #require(envelope[.name])
        var output = ByteBuffer()
        output.write(
            message, splicing: Splice(id, with: 5),
            Splice(ByteRange(name.start, name.start), with: ByteBuffer(string: "")),
            Splice(name, with: .string("a\"b")),
            Splice(ByteRange(name.end, name.end), with: ByteBuffer(string: #","new":1"#)))
        #expect(String(buffer: output) == #"{"jsonrpc":"2.0","id":5,"method":"m","params":{"name":"a\"b","new":1}}"#)
        #expect(throws: Never.self) { try EnvelopeScanner().scan(output) }
    }
}
