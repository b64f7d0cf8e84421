import JSONRPC

/// Something that has happened, as listeners are told of it.
struct LiveEvent: Sendable {
    /// Its place among all events; later ones have higher numbers, across restarts too.
    let sequence: Int64
    let topic: LiveTopic
    /// Whom alone it concerns; nil for everybody.
    let principal: String?
    let data: JSONObject
    /// The message, written once for all who get it.
    let text: String

    init(sequence: Int64, topic: LiveTopic, principal: String?, data: JSONObject, moment: Int64) {
        self.sequence = sequence
        self.topic = topic
        self.principal = principal
        self.data = data
        let message: JSONValue = [
            "type": .string(topic.rawValue), "id": .string("e\(sequence)"),
            "sequence": .number(JSONNumber(sequence)), "timestamp": .string(Timestamp.text(moment)),
            "data": .object(data),
        ]
        text = message.description
    }
}

/// What somebody wants to be told of.
struct LiveFilter: Sendable, Hashable {
    let topic: LiveTopic
    /// Members that the data of an event must have, with these values.
    var members: JSONObject = [:]

    func admits(_ event: LiveEvent) -> Bool {
        event.topic == topic && members.allSatisfy { event.data[$0.key] == $0.value }
    }
}
