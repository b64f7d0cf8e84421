import JSONRPC
import MCPHub
import Testing

@Suite struct ConfigurationTextTests {
    @Test(arguments: [
        ("{} // end", "{}       "),
        ("// first\n{}", "        \n{}"),
        ("{/* a\nb */}", "{    \n    }"),
        (#"{"a": "http://b/*c*/",}"#, #"{"a": "http://b/*c*/" }"#),
        (#"["\"//", 1, /* , */ ]"#, #"["\"//", 1          ]"#),
        ("[1, // one\n 2, // two\n]", "[1,       \n 2        \n]"),
        ("\u{FEFF}[]", "   []"),
        (#"{"a": {"b": [[],],},}"#, #"{"a": {"b": [[] ] } }"#),
        ("[,]", "[,]"), ("[1,,]", "[1,,]"), ("{\"a\":,}", "{\"a\":,}"), ("[1,", "[1,"), ("/", "/"), ("1 / 2", "1 / 2"),
        ("\"open // \n]", "\"open // \n]"),
    ])
    func `comments and last commas become spaces, and nothing else moves`(text: String, strict: String) throws {
        let json = try JSONWithComments(Array(text.utf8))
        #expect(String(decoding: json.strict, as: UTF8.self) == strict)
        #expect(json.strict.count == text.utf8.count)
    }

    @Test func `a comment that is not closed is named by its beginning`() {
        let error = #expect(throws: JSONSyntaxError.self) { try JSONWithComments(Array("{} /* a".utf8)) }
        #expect(error?.offset == 3)
    }

    @Test func `each member and element has a line and a column`() throws {
        let text = """
            {
              "ä": 1, "b/c": [10,
                {"d": "x"}],
              "\\u0065": {}
            }
            """
        let map = SourceMap(strict: Array(text.utf8), file: "f")
        let places = ["", "/ä", "/b~1c", "/b~1c/0", "/b~1c/1", "/b~1c/1/d", "/e", "/e/missing/deeper"]
        #expect(
            places.map { "\(map[$0].line):\(map[$0].column)" } == [
                "1:1", "2:3", "2:11", "2:19", "3:5", "3:6", "4:3", "4:3",
            ])
    }

    @Test(arguments: ConfigurationSample.clients + [.complete])
    func `every part of a document is found where it stands`(sample: ConfigurationSample) throws {
        let json = try JSONWithComments(Array(sample.text.utf8))
        let map = SourceMap(strict: json.strict, file: "f")
        let lines = sample.text.split(separator: "\n", omittingEmptySubsequences: false)
        for (pointer, start) in Self.parts(try json.parse(), at: "") {
            let position = map[pointer]
            #expect(lines[position.line - 1].dropFirst(position.column - 1).hasPrefix(start), "\(pointer)")
        }
    }

    /// The pointers of all parts, each with what stands there.
    private static func parts(_ json: JSONValue, at pointer: String) -> [(String, String)] {
        switch json {
        case .array(let elements):
            elements.enumerated().flatMap { position, element in
                let place = "\(pointer)/\(position)"
                let start = element.array == nil && element.object == nil ? element.description : ""
                return [(place, start)] + parts(element, at: place)
            }
        case .object(let object):
            object.flatMap { member in
                let place = "\(pointer)/\(member.key)"
                return [(place, "\"\(member.key)\"")] + parts(member.value, at: place)
            }
        default: []
        }
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `no bytes do harm`(seed: UInt64) throws {
        var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
        func random(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let hostile = Array("{}[]\",:/*\\\n$ 1e-".utf8) + [0, 0xC3, 0xFF]
        for sample in ConfigurationSample.clients + [.complete] {
            for _ in 0..<40 {
                var bytes = Array(sample.text.utf8)
                for _ in 0...random(4) { bytes[random(bytes.count)] = hostile[random(hostile.count)] }
                if random(2) == 0 { bytes.removeLast(random(bytes.count)) }
                let file = ConfigurationFile(path: "f", bytes: bytes)
                do { _ = try HubConfiguration.load([file]) } catch { #expect(!error.problems.isEmpty) }
            }
        }
    }

    @Test(arguments: [
        "", "{", "[", "[1", "{\"a\"", "{\"a\":", "{\"a\":1", "[}", "{]", "]", "\"", "[[[[", "{\"a\":{\"b\":[,,",
    ])
    func `what is no JSON does not trouble the map`(text: String) {
        #expect(SourceMap(strict: Array(text.utf8), file: "f", maximumDepth: 3)["/a/b/0"].line == 1)
    }
}
