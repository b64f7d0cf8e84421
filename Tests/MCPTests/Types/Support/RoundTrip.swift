import JSONRPC
import MCP
import Testing

/// Decodes `text` and makes sure that encoding it again loses nothing.
@discardableResult
func roundTrip<Value: JSONConvertible>(
    _ text: String, as type: Value.Type = Value.self, sourceLocation: SourceLocation = #_sourceLocation
) throws -> Value {
    let json = try JSONValue(parsing: text)
    let value = try Value(json: json)
    #expect(value.json == json, sourceLocation: sourceLocation)
    #expect(try Value(json: value.json) == value, sourceLocation: sourceLocation)
    return value
}

/// Decodes `text`, which must fail, and tells why.
func failure<Value: JSONConvertible>(
    _ text: String, as type: Value.Type, sourceLocation: SourceLocation = #_sourceLocation
) throws -> DecodingFailure {
    let json = try JSONValue(parsing: text)
    return try #require(throws: DecodingFailure.self, sourceLocation: sourceLocation) { _ = try Value(json: json) }
}
