import JSONRPC
import Testing

@Suite struct JSONNumberTests {
    @Test(arguments: [
        ("5", 5), ("5.0", 5), ("50e-1", 5), ("-0", 0), ("9223372036854775807", Int.max),
        ("-9223372036854775808", Int.min), ("1E2", 100),
    ])
    func `a whole number is read whatever its spelling`(text: String, value: Int) {
        #expect(JSONNumber(text)?.integer == value)
    }

    @Test(arguments: ["5.1", "9223372036854775808", "1e400", "-9223372036854775809", "1e999999999999999999999"])
    func `a number that is not whole or does not fit has no integer`(text: String) throws {
        #expect(try #require(JSONNumber(text)).integer == nil)
    }

    @Test(arguments: [("1", "1.0"), ("100", "1e2"), ("-0", "0"), ("0.10", "1e-1"), ("0", "0e5")])
    func `numbers of the same value are equal and hash alike`(left: String, right: String) throws {
        let (left, right) = (try #require(JSONNumber(left)), try #require(JSONNumber(right)))
        #expect(left == right)
        #expect(left.hashValue == right.hashValue)
    }

    @Test(arguments: [
        ("1", "2"), ("-2", "-1"), ("-1", "0"), ("9", "10"), ("1e400", "1e401"), ("-1e9", "1e-9"),
        ("0.1", "0.11"), ("9007199254740992", "9007199254740993"),
    ])
    func `numbers compare exactly by value`(smaller: String, larger: String) throws {
        let (smaller, larger) = (try #require(JSONNumber(smaller)), try #require(JSONNumber(larger)))
        #expect(smaller < larger)
        #expect(!(larger < smaller))
    }

    @Test(arguments: ["", "-", "01", "+1", "1.", ".5", "1e", "0x1", "1 ", "NaN", "--1"])
    func `what is no number of the grammar is refused`(text: String) {
        #expect(JSONNumber(text) == nil)
    }
}
