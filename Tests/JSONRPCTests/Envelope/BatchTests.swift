import JSONRPC
import Testing

@Suite struct BatchTests {
    @Test func `the elements of a batch are found`() throws {
        let bytes = Array(#" [ {"a":[1]} , {"b":2},3 ] "#.utf8)
        let isBatch = EnvelopeScanner.isBatch(bytes.span)
        #expect(isBatch)
        let parts = try EnvelopeScanner().scanBatch(bytes.span).map { String(decoding: bytes[$0.range], as: UTF8.self) }
        #expect(parts == [#"{"a":[1]}"#, #"{"b":2}"#, "3"])
    }

    @Test(arguments: ["[]", "[1", "[1,]", "[1]x", "{}", "[1 2]"])
    func `what is no batch of values is refused`(text: String) {
        #expect(throws: JSONSyntaxError.self) { try EnvelopeScanner().scanBatch(Array(text.utf8).span) }
    }
}
