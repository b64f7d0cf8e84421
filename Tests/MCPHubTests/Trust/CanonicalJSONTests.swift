import JSONRPC
import Testing

@testable import MCPHub

@Suite struct CanonicalJSONTests {
    @Test(arguments: [
        (#"{"b":1,"a":[true,null]}"#, #"{"a":[true,null],"b":1}"#),
        (
            #"{"\u20ac":1,"\r":2,"1":3,"\ud83d\ude00":4,"\u0080":5,"\u00f6":6,"\ufb33":7}"#,
            "{\"\\r\":2,\"1\":3,\"\u{80}\":5,\"ö\":6,\"€\":1,\"😀\":4,\"\u{fb33}\":7}"
        ),
        ("[1.0,1e2,100,-0,0.10,1.5]", "[1,1e2,1e2,0,1e-1,15e-1]"),
        ("12345678901234567890123", "12345678901234567890123"),
        (#" "a\/b\u00e9" "#, #""a/bé""#),
    ])
    func `equal values have one form`(text: String, canonical: String) throws {
        let bytes = CanonicalJSON.bytes(try JSONValue(parsing: text))
        #expect(String(decoding: bytes, as: UTF8.self) == canonical)
    }

    @Test func `digests are those of the standard`() {
        let empty = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        #expect(Digests.named([]) == empty)
        let abc = "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        #expect(Digests.named(Array("abc".utf8)) == abc)
        // RFC 4231, test case 2.
        let code = Digests.hmac(Array("what do ya want for nothing?".utf8), key: Array("Jefe".utf8))
        #expect(code.prefix(4) == [0x5B, 0xDC, 0xC1, 0x46])
        #expect(Digests.isHMAC(code[...], of: Array("what do ya want for nothing?".utf8), key: Array("Jefe".utf8)))
        #expect(
            !Digests.isHMAC(code.dropLast(), of: Array("what do ya want for nothing?".utf8), key: Array("Jefe".utf8)))
    }

    @Test(arguments: [("", 0xCBF2_9CE4_8422_2325), ("a", 0xAF63_DC4C_8601_EC8C), ("foobar", 0x8594_4171_F739_67E8)])
    func `names are hashed as the authors of FNV-1a do`(text: String, value: UInt64) {
        var hash = FNV1a()
        hash.combine(text)
        #expect(hash.value == value)
    }
}
