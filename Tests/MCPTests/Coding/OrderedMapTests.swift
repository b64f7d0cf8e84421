import JSONRPC
import MCP
import Testing

@Suite struct OrderedMapTests {
    @Test func `values keep the order in which they were written`() throws {
        let map = try OrderedMap<Int>(json: JSONValue(parsing: #"{"z": 1, "a": 2, "m": 3}"#))
        #expect(map.keys == ["z", "a", "m"])
        #expect(map.map(\.value) == [1, 2, 3])
        #expect(map.json.description == #"{"z":1,"a":2,"m":3}"#)
    }

    @Test func `setting, replacing and removing keep keys and values in step`() {
        var map: OrderedMap<Int> = ["a": 1, "b": 2, "a": 3]
        map["c"] = 4
        map["b"] = nil
        map["x"] = nil
        map["a"] = 5
        #expect(map.keys == ["a", "c"])
        #expect(map["a"] == 5 && map["b"] == nil && map.count == 2)
    }

    @Test func `the order does not matter for equality`() {
        let (left, right): (OrderedMap<Int>, OrderedMap<Int>) = (["a": 1, "b": 2], ["b": 2, "a": 1])
        #expect(left == right)
        #expect(left.hashValue == right.hashValue)
        #expect(left != ["a": 1])
    }

    @Test func `a value of the wrong kind is named by its key`() {
        let failure = #expect(throws: DecodingFailure.self) { try OrderedMap<Int>(json: ["a": 1, "b": "x"]) }
        #expect(failure?.pointer == "/b")
    }
}
