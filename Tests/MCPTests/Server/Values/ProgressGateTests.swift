import JSONRPC
import Testing

@testable import MCP

@Suite struct ProgressGateTests {
    @Test func `only values that increase pass`() throws {
        let gate = ProgressGate()
        let values: [(String, Bool)] = [
            ("-1", true), ("-1", false), ("0", true), ("0.0", false), ("0.5", true), ("0.25", false), ("1e0", true),
            ("1", false), ("10", true), ("9", false), ("9007199254740993", true), ("9007199254740994", true),
        ]
        for (literal, passes) in values {
            let number = try #require(JSONNumber(literal))
            #expect(gate.passes(number) == passes, "\(literal)")
        }
    }
}
