import JSONRPC
import MCP
import NIOCore

@testable import MCPHub

/// What children do with what they are sent.
extension Simulation {
    mutating func receive(_ message: JSONObject, _ id: ConnectionID) {
        guard let child = children[id], !child.isStuck else { return }
        let params = message["params"]?.object ?? [:]
        guard let method = message["method"]?.string else { return receiveAnswer(message, id) }
        guard let number = message["id"]?.integer else { return receiveNotification(method, params, id) }
        switch method {
        case "server/discover": discover(number, id)
        case "initialize": initialize(number, params, id)
        case "tools/list": list(.tools, number, id)
        case "prompts/list": list(.prompts, number, id)
        case "resources/list": list(.resources, number, id)
        case "resources/templates/list": list(.resourceTemplates, number, id)
        case "subscriptions/listen":
            children[id]?.listens.append(number)
            children[id]?.watched = (params["notifications"]?["resourceSubscriptions"]?.array ?? []).compactMap(
                \.string)
        case "resources/subscribe", "resources/unsubscribe":
            watch(params["uri"]?.string ?? "", method == "resources/subscribe", id)
            answerOwn(number, [:], id)
        case "logging/setLevel", "ping": answerOwn(number, [:], id)
        default: begin(number, method, params, id)
        }
    }

    /// Sends a line of a child.
    mutating func say(_ kind: ChildLine.Kind, _ message: Message, _ id: ConnectionID) {
        send(.fromChild(id, ChildLine(kind: kind, bytes: message.buffer)), through: .fromChild(id))
    }

    private mutating func answerOwn(_ number: Int, _ result: JSONObject, _ id: ConnectionID) {
        guard let script = children[id]?.script else { return }
        var result = result
        if script.isModern { result["resultType"] = "complete" }
        if !isQuiet, dice.chance(1) { result = ["nonsense": true] }
        let line = ChildLine(
            kind: .answer(number, nil, .own), bytes: Message.result(id: .integer(number), result: result).buffer)
        let slowness = isQuiet ? .milliseconds(30) : script.slowness
        send(.fromChild(id, line), through: .fromChild(id), within: slowness)
        if !isQuiet, dice.chance(4) { send(.fromChild(id, line), through: .fromChild(id)) }
    }

    private mutating func refuse(_ number: Int, _ id: ConnectionID) {
        let error = RPCError.methodNotFound("that")
        say(.answer(number, nil, .own), .failure(id: .integer(number), error: error), id)
    }

    private mutating func discover(_ number: Int, _ id: ConnectionID) {
        guard let script = children[id]?.script else { return }
        if !script.isModern {
            switch script.probe {
            case .refuse, .late: return refuse(number, id)
            case .silent: return
            case .exit: return end(id, ChildEnding(isError: true, reason: "exited with status 1"))
            case .garbage:
                let line = ChildLine(
                    kind: .answer(number, nil, .unreadable), bytes: ByteBuffer(string: "{\"id\":\(number)}"))
                return send(.fromChild(id, line), through: .fromChild(id))
            }
        }
        children[id]?.isGreeted = true
        let result: JSONObject = [
            "resultType": "complete", "supportedVersions": ["2026-07-28"], "capabilities": .object(script.capabilities),
            "ttlMs": 0, "cacheScope": "private", "_meta": serverMeta(script),
        ]
        if script.probe == .late, !isQuiet {
            let line = ChildLine(
                kind: .answer(number, nil, .own), bytes: Message.result(id: .integer(number), result: result).buffer)
            return send(.fromChild(id, line), through: .fromChild(id), within: .seconds(9))
        }
        answerOwn(number, result, id)
    }

    private func serverMeta(_ script: ChildScript) -> JSONValue {
        ["io.modelcontextprotocol/serverInfo": ["name": .string(script.key), "version": "1"]]
    }

    private mutating func initialize(_ number: Int, _ params: JSONObject, _ id: ConnectionID) {
        guard let script = children[id]?.script else { return }
        guard !script.isModern else {
            let error = RPCError.unsupportedProtocolVersion(
                ProtocolVersion(rawValue: params["protocolVersion"]?.string ?? ""), supported: [.v2026_07_28])
            return say(.answer(number, nil, .own), .failure(id: .integer(number), error: error), id)
        }
        children[id]?.isGreeted = true
        answerOwn(
            number,
            [
                "protocolVersion": .string(script.revision.rawValue), "capabilities": .object(script.capabilities),
                "serverInfo": ["name": .string(script.key), "version": "1"],
            ], id)
    }

    private mutating func list(_ kind: ListKind, _ number: Int, _ id: ConnectionID) {
        guard let key = children[id]?.script.key, let script = scripts[key] else { return }
        if !isQuiet, dice.chance(2) { return }
        if !isQuiet, dice.chance(3) { return refuse(number, id) }
        answerOwn(number, [kind.member: .array(script.entries(kind))], id)
        if dice.chance(script.murmurs) { queue.add(.murmur(id), at: now + dice.delay(upTo: .seconds(2))) }
    }

    private mutating func watch(_ uri: String, _ isAdded: Bool, _ id: ConnectionID) {
        children[id]?.watched.removeAll { $0 == uri }
        if isAdded { children[id]?.watched.append(uri) }
    }

    private mutating func receiveNotification(_ method: String, _ params: JSONObject, _ id: ConnectionID) {
        guard method == "notifications/cancelled", let number = params["requestId"]?.integer else { return }
        children[id]?.listens.removeAll { $0 == number }
        guard let child = children[id], let place = child.position(of: number) else { return }
        children[id]?.calls[place].isCancelled = true
        guard !child.script.ignoresCancellation else { return }
        let call = child.calls[place]
        children[id]?.calls.remove(at: place)
        guard child.script.answersCancelled else { return }
        say(
            .answer(number, nil, .failure),
            .failure(id: .integer(number), error: .internalError("cancelled \(serial(call.marker))")), id)
    }

    /// A question is answered.
    private mutating func receiveAnswer(_ message: JSONObject, _ id: ConnectionID) {
        guard let questionID = message["id"].flatMap(RequestID.init), let calls = children[id]?.calls else { return }
        for (place, call) in calls.enumerated() {
            guard let question = call.questions.firstIndex(where: { $0.id == questionID }) else { continue }
            children[id]?.calls[place].questions.remove(at: question)
            if children[id]?.calls[place].questions.isEmpty == true { goOn(id, call.id) }
        }
    }

    /// The next step of a call comes after a while.
    mutating func goOn(_ id: ConnectionID, _ call: Int, within longest: Duration = .milliseconds(300)) {
        queue.add(.step(id, call: call), at: now + dice.delay(upTo: longest))
    }
}
