import JSONRPC
import MCP
import NIOCore

@testable import MCPHub

/// How children answer, what they say unasked, and how they end.
extension Simulation {
    /// A child answers a call.
    mutating func finish(_ step: ChildStep, _ call: ChildCall, _ place: Int, _ id: ConnectionID) {
        guard let script = children[id]?.script else { return }
        children[id]?.calls.remove(at: place)
        let marker = serial(call.marker)
        let number = RequestID.integer(call.id)
        switch step {
        case .fail(let code):
            let error = RPCError(code: code, message: "failed \(marker)")
            say(.answer(call.id, marker, .failure), .failure(id: number, error: error), id)
        case .visit:
            let question = serial(marker)
            oracle.register(question, .question)
            let page = ElicitRequestURLParams(
                message: "\(question)", url: "https://pages.test/", elicitationId: "v\(marker.serial)")
            let error = RPCError.urlElicitationRequired([page], message: "visit \(marker)")
            say(.answer(call.id, marker, .visit), .failure(id: number, error: error), id)
            if dice.chance(40) { say(.other, Self.completed("v\(marker.serial)"), id) }
        case .require(let kinds, let hasState):
            let result = required(kinds, hasState ? "cs|\(script.key)|\(marker)|\(call.round + 1)" : nil, marker)
            say(.answer(call.id, marker, .inputRequired), .result(id: number, result: result), id)
        case .unreadable:
            let text = dice.pick([
                #"{"id":\#(call.id),"result":5}"#, #"{"id":\#(call.id),"jsonrpc":"2.0","result":[]}"#,
            ])
            let line = ChildLine(kind: .answer(call.id, nil, .unreadable), bytes: ByteBuffer(string: text))
            send(.fromChild(id, line), through: .fromChild(id))
        case .oversized:
            let start = ByteBuffer(string: #"{"jsonrpc":"2.0","id":\#(call.id),"result":{"content":[{"type":"tex"#)
            send(.fromChild(id, ChildLine(kind: .oversized, bytes: start)), through: .fromChild(id))
        default:
            let result = Self.result(call.method, marker, script)
            say(.answer(call.id, marker, .complete), .result(id: number, result: result), id)
            guard step == .answerTwice else { return }
            say(.answer(call.id, marker, .complete), .result(id: number, result: result), id)
        }
    }

    private mutating func required(_ kinds: [QuestionKind], _ state: String?, _ marker: Marker) -> JSONObject {
        var result: JSONObject = ["resultType": "input_required"]
        var requests = JSONObject()
        for (position, kind) in kinds.enumerated() {
            let own = serial(marker)
            oracle.register(own, .question)
            requests["q\(position)"] = [
                "method": .string(kind.method), "params": .object(Script.question(kind, own, elicitation: nil)),
            ]
        }
        if !kinds.isEmpty { result["inputRequests"] = .object(requests) }
        result["requestState"] = state.map(JSONValue.string)
        return result
    }

    static func completed(_ elicitation: String) -> Message {
        .notification(method: "notifications/elicitation/complete", params: ["elicitationId": .string(elicitation)])
    }

    private static func result(_ method: String, _ marker: Marker, _ script: ChildScript) -> JSONObject {
        let text = JSONValue.string("\(marker)")
        var result: JSONObject =
            switch method {
            case "prompts/get":
                ["messages": [["role": "user", "content": ["type": "text", "text": text]]]]
            case "resources/read": ["contents": [["uri": .string("sim-\(script.key)://x"), "text": text]]]
            case "completion/complete": ["completion": ["values": [text]]]
            default: ["content": [["type": "text", "text": text]]]
            }
        guard script.isModern else { return result }
        result["resultType"] = "complete"
        result["_meta"] = ["io.modelcontextprotocol/serverInfo": ["name": .string(script.key), "version": "1"]]
        if method == "resources/read" {
            result["ttlMs"] = 5
            result["cacheScope"] = "public"
        }
        return result
    }

    /// A process ends. What it has said is read first, unless it is lost with it.
    mutating func end(_ id: ConnectionID, _ ending: ChildEnding) {
        children[id]?.isStuck = true
        if dice.chance(20) { send(.closedOutput(id), through: .fromChild(id)) }
        send(.ended(id, ending), through: .fromChild(id), within: .milliseconds(60))
    }

    /// A child says something of its own accord.
    mutating func murmur(_ id: ConnectionID) {
        guard let child = children[id], !child.isStuck, child.isGreeted, !isQuiet else { return }
        switch dice.number(0..<8) {
        case 0, 1:
            guard child.script.tellsChanges else { break }
            if dice.chance(60) { scripts[child.script.key]?.extraTools = dice.number(0..<3) }
            say(.other, .notification(method: "notifications/tools/list_changed", params: nil), id)
        case 2, 3, 4:
            guard let uri = child.watched.last else { break }
            say(
                .updated(uri),
                .notification(method: "notifications/resources/updated", params: ["uri": .string(uri)]), id)
        case 5:
            say(
                .log(nil, .error, isStray: false),
                .notification(
                    method: "notifications/message", params: ["level": "error", "data": "of nobody in particular"]), id)
        case 6: say(.other, .request(id: .string("ping"), method: "ping", params: nil), id)
        default:
            let line = ChildLine(kind: .other, bytes: ByteBuffer(string: "some noise"))
            send(.fromChild(id, line), through: .fromChild(id))
        }
        queue.add(.murmur(id), at: now + dice.delay(upTo: .seconds(3)))
    }
}
