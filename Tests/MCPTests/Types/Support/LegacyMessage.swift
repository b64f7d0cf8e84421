import JSONRPC
import MCP
import Testing

/// A message as a peer of an older revision writes it.
struct LegacyMessage: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// Reads the message as its type and returns what is written, and what was not understood.
    let pass: @Sendable (JSONValue) throws -> (written: JSONValue, unknowns: [String])
    let text: String

    init<Value: JSONConvertible>(_ name: String, _ type: Value.Type, _ text: String) {
        testDescription = name
        self.text = text
        pass = { json in
            let value = try Value(json: json)
            return (value.json, unknowns(in: value))
        }
    }

    /// Makes sure that the message comes out as it went in, and that exactly the members called `x` are unknown.
    func check() throws {
        let json = try JSONValue(parsing: text)
        let (written, unknowns) = try pass(json)
        #expect(written == json)
        #expect(unknowns.allSatisfy { $0.hasSuffix("/other/x") }, "\(unknowns)")
        #expect(unknowns.count == text.split(separator: "\"x\":").count - 1, "\(unknowns)")
    }
}
