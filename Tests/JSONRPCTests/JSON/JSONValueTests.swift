import JSONRPC
import Testing

@Suite struct JSONValueTests {
    @Test(arguments: [
        "null", "true", "false", "0", "-0", "1.10", "9007199254740993", "1e400", "-12.5E+3", #""""#, #""a""#,
        "[]", "{}", "[1,[2,[3]],{}]", #"{"z":1,"a":2,"m":{"y":[],"x":null}}"#, #""Zürich 🐲 漢字""#,
    ])
    func `a compact value is written exactly as it was read`(text: String) throws {
        #expect(try JSONValue(parsing: text).description == text)
    }

    @Test(arguments: [
        (#""\u0041\n\t\"\\\/\b\f\r""#, "A\n\t\"\\/\u{8}\u{c}\r"), (#""\ud83d\udc32""#, "🐲"), (#""\u00fc""#, "ü"),
        (#""\u0000""#, "\0"),
    ])
    func `escapes are resolved`(text: String, expected: String) throws {
        #expect(try JSONValue(parsing: text).string == expected)
    }

    @Test func `control characters, quotes and backslashes are escaped and all else stands for itself`() {
        #expect(JSONValue.string("\u{1}\n\"\\/ü\u{7f}").description == "\"\\u0001\\n\\\"\\\\/ü\u{7f}\"")
    }

    @Test(arguments: [
        ("", JSONSyntaxError.Code.unexpectedEnd, 0), ("[1,]", .unexpectedByte, 3), ("{\"a\" 1}", .unexpectedByte, 5),
        ("{a:1}", .unexpectedByte, 1), ("[1 2]", .unexpectedByte, 3), ("\"abc", .unexpectedEnd, 4),
        ("tru", .unexpectedEnd, 3), ("trve", .unexpectedByte, 2), ("01", .trailingBytes, 1), ("1 1", .trailingBytes, 2),
        ("\"a\nb\"", .controlCharacter, 2), (#""\x41""#, .invalidEscape, 2), (#""\u12g4""#, .invalidEscape, 5),
        (#""\ud800""#, .loneSurrogate, 1), (#""\ud800\u0041""#, .loneSurrogate, 1),
        (#""\udc00\ud800""#, .loneSurrogate, 1), (#"{"a":1,"b":2,"a":3}"#, .duplicateKey, 0),
        (#"{"a":1,"\u0061":3}"#, .duplicateKey, 0), ("[", .unexpectedEnd, 1), ("-", .unexpectedEnd, 1),
        ("1.", .unexpectedEnd, 2), ("1e", .unexpectedEnd, 2), ("+1", .unexpectedByte, 0),
        ("nul", .unexpectedEnd, 3), ("]", .unexpectedByte, 0), ("{\"a\":1", .unexpectedEnd, 6),
    ])
    func `what is no JSON is refused at the byte where it stops being JSON`(
        text: String, code: JSONSyntaxError.Code, offset: Int
    ) {
        let error = #expect(throws: JSONSyntaxError.self) { try JSONValue(parsing: text) }
        #expect(error?.code == code)
        #expect(error?.offset == offset)
    }

    @Test(
        arguments: [
            [0x22, 0x80, 0x22], [0x22, 0xC0, 0xAF, 0x22], [0x22, 0xE0, 0x80, 0x80, 0x22],
            [0x22, 0xED, 0xA0, 0x80, 0x22],
            [0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], [0x22, 0xF8, 0x88, 0x80, 0x80, 0x22], [0x22, 0xC3, 0x22],
            [0x22, 0xFF, 0x22],
        ] as [[UInt8]])
    func `bytes that are not UTF-8 are refused`(bytes: [UInt8]) {
        let error = #expect(throws: JSONSyntaxError.self) { try JSONValue(parsing: bytes.span) }
        #expect(error?.code == .invalidUTF8)
    }

    @Test func `nesting is bounded by the limit and not by the stack`() throws {
        let limits = JSONLimits(maximumDepth: 512)
        let deepest = String(repeating: "[", count: 512) + String(repeating: "]", count: 512)
        #expect(try JSONValue(parsing: deepest, limits: limits).description == deepest)
        let error = #expect(throws: JSONSyntaxError.self) {
            try JSONValue(parsing: String(repeating: "[", count: 100_000), limits: limits)
        }
        #expect(error?.code == .tooDeep)
        #expect(error?.offset == 512)
    }

    @Test func `a value longer than the limit is refused before it is read`() {
        let error = #expect(throws: JSONSyntaxError.self) {
            try JSONValue(parsing: "[1,2,3,4,5]", limits: JSONLimits(maximumBytes: 10))
        }
        #expect(error?.code == .tooLarge)
    }

    @Test func `an error says where and what was expected and never repeats the input`() {
        let error = #expect(throws: JSONSyntaxError.self) { try JSONValue(parsing: #"{"password":hunter2}"#) }
        #expect(error?.description == "unexpectedByte at byte 12: expected a JSON value")
    }

    @Test func `objects are equal whatever the order of their members`() throws {
        let left = try JSONValue(parsing: #"{"a":1,"b":[1.0,2]}"#)
        let right = try JSONValue(parsing: #"{"b":[1,2e0],"a":1}"#)
        #expect(left == right)
        #expect(left.hashValue == right.hashValue)
        #expect(try left != JSONValue(parsing: #"{"a":1,"b":[2,1]}"#))
    }

    @Test(arguments: [3, 16, 200])
    func `members of objects of any size are found, replaced, removed and kept in order`(count: Int) throws {
        var object = JSONObject()
        for number in 0..<count { object["key\(number)"] = .number(JSONNumber(number)) }
        #expect(object.count == count)
        object["key1"] = "changed"
        object["key0"] = nil
        object["new"] = nil
        #expect(object["key1"] == "changed")
        #expect(object["key0"] == nil)
        #expect(Array(object.keys) == (1..<count).map { "key\($0)" })
        let again = try JSONValue(parsing: JSONValue.object(object).description)
        #expect(again == .object(object))
        #expect(again["key\(count - 1)"] == .number(JSONNumber(count - 1)))
    }

    @Test(arguments: [0, 30])
    func `keys and strings that only look alike are different`(others: Int) throws {
        let (composed, combined) = ("\u{E9}", "e\u{301}")
        let members = (0..<others).map { "\"k\($0)\":0," }.joined()
        let value = try JSONValue(parsing: "{\(members)\"\(composed)\":1,\"\(combined)\":2}")
        #expect(value[composed] == 1)
        #expect(value[combined] == 2)
        #expect(JSONValue.string(composed) != .string(combined))
        #expect(RequestID.string(composed) != .string(combined))
    }

    @Test func `a repeated key in an object of many members is refused`() {
        let members = (0..<40).map { "\"k\($0 % 39)\":\($0)" }.joined(separator: ",")
        let error = #expect(throws: JSONSyntaxError.self) { try JSONValue(parsing: "{\(members)}") }
        #expect(error?.code == .duplicateKey)
    }

    @Test(arguments: [0, 20])
    func `keys that only look alike are different keys`(others: Int) throws {
        let rest = (0..<others).map { ",\"\($0)\":0" }.joined()
        let text = "{\"\u{e9}\":1,\"e\u{301}\":2\(rest)}"
        var object = try #require(try JSONValue(parsing: text).object)
        #expect(object["\u{e9}"] == 1)
        #expect(object["e\u{301}"] == 2)
        #expect(JSONValue.object(object).description == text)
        object["e\u{301}"] = nil
        #expect(object["\u{e9}"] == 1)
        #expect(object["e\u{301}"] == nil)
    }

    @Test func `strings are equal when their scalars are`() {
        #expect(JSONValue.string("\u{e9}") == "\u{e9}")
        #expect(JSONValue.string("\u{e9}") != "e\u{301}")
        #expect(JSONValue.array(["\u{e9}"]) != ["e\u{301}"])
        #expect(JSONValue.object(["\u{e9}": 1]) != ["e\u{301}": 1])
        #expect(JSONObject.Member(key: "\u{e9}", value: 1) != JSONObject.Member(key: "e\u{301}", value: 1))
    }

    @Test func `literals and accessors reach into a value`() {
        let value: JSONValue = ["name": "x", "list": [1, 2.5, true, nil], "none": nil]
        #expect(value["name"]?.string == "x")
        #expect(value["list"]?[0]?.integer == 1)
        #expect(value["list"]?[1]?.number?.double == 2.5)
        #expect(value["list"]?[2]?.bool == true)
        #expect(value["list"]?[3]?.isNull == true)
        #expect(value["list"]?[4] == nil)
        #expect(value["absent"] == nil)
    }
}
