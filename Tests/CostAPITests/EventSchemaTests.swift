import Foundation
import JSONRPC
import MCP
import Testing

@testable import CostAPI

/// The events as `schemas/events` describes them.
@Suite struct EventSchemaTests {
    private static func schema(_ name: String) throws -> JSONSchema {
        let url = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../schemas/events/\(name).json")
        return try JSONSchema(JSONValue(parsing: String(contentsOf: url, encoding: .utf8)))
    }

    private static let stamp = "2026-11-25T10:00:00.000Z"

    static let events: [(topic: LiveTopic, data: JSONObject)] = [
        (.costUpdates, ["dataVersion": "8"]),
        (.hubStatus, ["server": "s", "state": "ready", "toolCount": 3, "restarts": 0]),
        (.jobProgress, ["job": ["id": "1", "tool": "t", "state": "queued", "created": .string(stamp)]]),
    ]

    @Test(arguments: events)
    func `an event is as it is described`(topic: LiveTopic, data: JSONObject) throws {
        let event = LiveEvent(sequence: 5, topic: topic, principal: nil, data: data, moment: 1_764_064_800_000)
        let message = try JSONValue(parsing: event.text)
        #expect(throws: Never.self) { try Self.schema(topic.rawValue).validate(message) }
        var other = data
        other["colour"] = "red"
        let wrong = LiveEvent(sequence: 5, topic: topic, principal: nil, data: other, moment: 0)
        #expect(try !Self.schema(topic.rawValue).isValid(JSONValue(parsing: wrong.text)))
    }

    @Test(arguments: [
        (#"{"type":"subscribe","data":{"type":"cost_updates"}}"#, true),
        (#"{"type":"subscribe","data":{"type":"nothing"}}"#, false), (#"{"type":"ping"}"#, true),
        (#"{"type":"resume","data":{"after":7}}"#, true), (#"{"type":"resume","data":{}}"#, false),
        (#"{"type":"query","id":"q","data":{"tool":"cost_summary","arguments":{}}}"#, true),
        (#"{"type":"query","data":{"resume":"r","answers":{"k":{"action":"accept"}}}}"#, true),
        (#"{"type":"query","data":{}}"#, false), (#"{"type":"dance"}"#, false),
    ])
    func `a message of a client is as it is described`(text: String, isValid: Bool) throws {
        #expect(try Self.schema("client").isValid(JSONValue(parsing: text)) == isValid)
    }
}
