import JSONRPC
import Testing

@Suite struct LayoutTests {
    private func text(_ bytes: [UInt8], _ place: ByteRange?) -> String? {
        place.map { String(decoding: bytes[$0.range], as: UTF8.self) }
    }

    @Test func `an object tells where its members stand`() throws {
        let bytes = Array(#" { "a" : [1, {"b":2}], "k\u0065y":"v" } "#.utf8)
        let layout = try ObjectLayout(bytes.span)
        #expect(layout.members.map(\.key) == ["a", "key"])
        #expect(text(bytes, layout["a"]) == #"[1, {"b":2}]"#)
        #expect(text(bytes, layout["key"]) == #""v""#)
        #expect(text(bytes, layout.members[1].keyPlace) == #""k\u0065y""#)
        #expect(layout["b"] == nil)
    }

    @Test func `an object inside other bytes is scanned where it stands`() throws {
        let bytes = Array(#"{"x":{"y":1} ,"z":[ 2 ,{}]}"#.utf8)
        let outer = try ObjectLayout(bytes.span)
        let inner = try ObjectLayout(bytes.span, at: outer["x"])
        #expect(text(bytes, inner["y"]) == "1")
        let array = try ArrayLayout(bytes.span, at: outer["z"])
        #expect(array.elements.map { text(bytes, $0) } == ["2", "{}"])
    }

    @Test(arguments: [
        (#"{"a":1}"#, "a", "{}"), (#"{"a":1, "b":2}"#, "a", #"{"b":2}"#), (#"{"a":1, "b":2}"#, "b", #"{"a":1}"#),
        (#"{"a":1, "b":2 ,"c":3}"#, "b", #"{"a":1 ,"c":3}"#),
    ])
    func `a member can be cut out`(object: String, key: String, rest: String) throws {
        let bytes = Array(object.utf8)
        let layout = try ObjectLayout(bytes.span)
        let cut = try #require(layout.removal(of: key))
        #expect(String(decoding: bytes[..<cut.start] + bytes[cut.end...], as: UTF8.self) == rest)
    }

    @Test(arguments: ["", "[]", "{", #"{"a":1,}"#, #"{"a":1}x"#, #"{"a":1,"\u0061":2}"#, #"{"a":tru}"#])
    func `what is no object is refused`(text: String) {
        #expect(throws: JSONSyntaxError.self) { try ObjectLayout(Array(text.utf8).span) }
    }

    @Test(arguments: ["", "{}", "[", "[1,]", "[1]x", "[01]"])
    func `what is no array is refused`(text: String) {
        #expect(throws: JSONSyntaxError.self) { try ArrayLayout(Array(text.utf8).span) }
    }

    @Test func `an empty array has no elements`() throws {
        #expect(try ArrayLayout(Array(" [ ] ".utf8).span).elements.isEmpty)
    }

    @Test func `nesting is bounded`() {
        let deep = #"{"a":"# + String(repeating: "[", count: 600) + String(repeating: "]", count: 600) + "}"
        #expect(throws: JSONSyntaxError.self) { try ObjectLayout(Array(deep.utf8).span) }
    }
}
