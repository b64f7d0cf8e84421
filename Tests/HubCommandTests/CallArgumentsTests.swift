import JSONRPC
import Testing

@testable import HubCommand

@Suite struct CallArgumentsTests {
    private static let schema: JSONValue = [
        "type": "object",
        "properties": [
            "text": ["type": "string"], "count": ["type": "integer"], "ratio": ["type": "number"],
            "all": ["type": "boolean"], "files": ["type": "array", "items": ["type": "string"]],
            "numbers": ["type": "array", "items": ["type": "integer"]], "options": ["type": "object"],
            "maybe": ["anyOf": [["type": "integer"], ["type": "null"]]], "mode": ["enum": ["fast", "slow"]],
            "level": ["$ref": "#/$defs/level"], "either": ["type": ["string", "integer"]], "any": [:],
            "loop": ["$ref": "#/properties/loop"],
        ],
        "$defs": ["level": ["type": "integer"]], "additionalProperties": false,
    ]

    private func object(_ words: String..., schema: JSONValue = schema) throws -> JSONObject {
        try CallArguments(schema.object ?? [:]).object(words)
    }

    @Test(
        arguments: [
            ("text=5", ["text": "5"]), ("text=", ["text": ""]), ("text=a=b", ["text": "a=b"]),
            ("count=5", ["count": 5]),
            ("ratio=0.50", ["ratio": 0.5]), ("all=true", ["all": true]), ("files=a", ["files": ["a"]]),
            (#"files=["a","b"]"#, ["files": ["a", "b"]]), ("numbers=7", ["numbers": [7]]),
            (#"options={"x":[1]}"#, ["options": ["x": [1]]]), ("maybe=null", ["maybe": nil]), ("maybe=3", ["maybe": 3]),
            ("mode=fast", ["mode": "fast"]), ("level=2", ["level": 2]), ("either=5", ["either": 5]),
            ("either=x", ["either": "x"]), ("any=5", ["any": 5]), ("any=x", ["any": "x"]), ("loop=x", ["loop": "x"]),
            (#"{"text":"x","anything":1}"#, ["text": "x", "anything": 1]),
            (
                "count=123456789012345678901234567890",
                [
                    "count": .number(JSONNumber("123456789012345678901234567890") ?? JSONNumber(0))
                ]
            ),
        ] as [(String, JSONValue)])
    func `a word becomes what the schema says`(word: String, expected: JSONValue) throws {
        #expect(.object(try object(word)) == expected)
    }

    @Test func `words add up and lists grow`() throws {
        let expected: JSONObject = ["files": ["a", "b"], "text": "x"]
        #expect(try object("files=a", "text=x", "files=b") == expected)
        #expect(try object() == [:])
    }

    @Test func `without a schema values are JSON where they can be`() throws {
        let expected: JSONObject = ["a": 1, "b": "x", "c": ["d": true]]
        #expect(try object("a=1", "b=x", #"c={"d":true}"#, schema: [:]) == expected)
    }

    @Test(arguments: [
        ("count=x", "'count' takes integer"), ("count=1.5", "'count' takes integer"), ("all=1", "boolean"),
        ("options=[]", "object"), ("numbers=x", "array"), ("txet=x", "did you mean 'text'?"),
        ("word", "write key=value"), ("=x", "write key=value"), ("{", "no JSON"),
    ])
    func `a word that cannot be used says why`(word: String, reason: String) {
        let failure = #expect(throws: CommandFailure.self) { try object(word) }
        #expect(failure?.status == .usage)
        #expect(failure?.lines.joined().contains(reason) == true, "\(failure?.lines ?? [])")
    }

    @Test func `a key that takes one value is not given twice`() {
        #expect(throws: CommandFailure.self) { try object("text=a", "text=b") }
    }
}
