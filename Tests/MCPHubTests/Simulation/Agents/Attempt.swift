import JSONRPC
import MCP

@testable import MCPHub

/// One request of an agent: what the agent means by it, and what has become of it.
struct Attempt {
    enum State: Hashable {
        case unsent, open, answered, cancelled, lost
    }

    /// No other request has the same.
    let number: Int
    /// The place of the agent.
    let agent: Int
    let connection: AgentID
    let principal: Int
    let id: RequestID
    let method: String
    /// Without what belongs to one hop.
    let params: JSONObject
    /// The key of the server that it names, if it names one.
    var server: String?
    /// Whose call it is; nil for requests that no child ever sees.
    var marker: Marker?
    var token: RequestID?
    var level: LoggingLevel?
    let version: ProtocolVersion
    /// What its agent can be asked.
    let abilities: Set<QuestionKind>
    /// The state that it brings back.
    var requestState: String?
    /// Whether its answers are such that the hub can read them.
    var hasReadableAnswers = true

    // What the oracle sees of it.
    var state = State.unsent
    /// Whether it has to be refused: its state was used before, or is another's, or was changed.
    var mustBeRefused = false
    /// How often a child may still get it.
    var sendsAllowed = 1
    /// Where it was sent last, and not answered yet.
    var child: ConnectionID?
    var progress: Double?

    var isModern: Bool { version.era == .modern }
    /// Whether it goes to a child.
    var isCall: Bool { marker != nil }
}

/// How a scripted peer writes what the protocol has.
enum Script {
    /// What stands in the way of every request of the modern era.
    static func meta(
        _ attempt: Int, _ abilities: Set<QuestionKind>, _ token: RequestID?, _ level: LoggingLevel?
    ) -> JSONObject {
        var meta: JSONObject = [
            "sim/attempt": .number(JSONNumber(attempt)),
            "io.modelcontextprotocol/protocolVersion": "2026-07-28",
            "io.modelcontextprotocol/clientCapabilities": .object(capabilities(abilities)),
            "io.modelcontextprotocol/clientInfo": ["name": "agent", "version": "1"],
        ]
        meta["progressToken"] = token?.json
        meta["io.modelcontextprotocol/logLevel"] = level.map { .string($0.rawValue) }
        return meta
    }

    /// What an agent with these abilities declares.
    static func capabilities(_ abilities: Set<QuestionKind>) -> JSONObject {
        var capabilities = JSONObject()
        switch (abilities.contains(.form), abilities.contains(.url)) {
        case (true, true): capabilities["elicitation"] = ["form": [:], "url": [:]]
        case (true, false): capabilities["elicitation"] = [:]
        case (false, true): capabilities["elicitation"] = ["url": [:]]
        case (false, false): break
        }
        if abilities.contains(.sampling) { capabilities["sampling"] = [:] }
        if abilities.contains(.roots) { capabilities["roots"] = [:] }
        return capabilities
    }

    /// What is asked, with `marker` in it.
    static func question(_ kind: QuestionKind, _ marker: Marker, elicitation: String?) -> JSONObject {
        let text = JSONValue.string("\(marker) what now?")
        switch kind {
        case .form:
            return [
                "message": text,
                "requestedSchema": [
                    "type": "object", "properties": ["value": ["type": "string", "minLength": 1]],
                    "required": ["value"],
                ],
            ]
        case .url:
            var params: JSONObject = ["mode": "url", "message": text, "url": "https://pages.test/"]
            params["elicitationId"] = elicitation.map(JSONValue.string)
            return params
        case .sampling:
            return [
                "messages": [["role": "user", "content": ["type": "text", "text": text]]], "maxTokens": 10,
            ]
        case .roots: return ["_meta": ["sim/question": text]]
        }
    }

    /// The answer of an agent that answers, with `marker` in it.
    static func answer(_ kind: QuestionKind, _ marker: Marker) -> JSONObject {
        let text = JSONValue.string("\(marker)")
        switch kind {
        case .form: return ["action": "accept", "content": ["value": text]]
        case .url: return ["action": "accept", "_meta": ["sim/answer": text]]
        case .sampling: return ["role": "assistant", "content": ["type": "text", "text": text], "model": "m"]
        case .roots: return ["roots": [["uri": .string("file:///\(marker)")]]]
        }
    }

    /// An answer that does not fit the question.
    static func wrongAnswer(_ kind: QuestionKind) -> JSONObject {
        kind == .form ? ["action": "accept", "content": ["value": 5]] : ["action": 7, "roots": 7, "content": 7]
    }

    /// The kind of a question that was received.
    static func kind(_ method: String, _ params: JSONObject) -> QuestionKind? {
        switch method {
        case "elicitation/create": params["mode"] == "url" ? .url : .form
        case "sampling/createMessage": .sampling
        case "roots/list": .roots
        default: nil
        }
    }
}
