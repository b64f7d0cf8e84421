import JSONRPC
import MCP
import NIOCore

@testable import MCPHub

/// What agents do with what they are sent.
extension Simulation {
    mutating func receive(_ message: JSONObject, _ connection: AgentID) {
        guard let place = agents.firstIndex(where: { $0.connection == connection }) else { return }
        let id = message["id"].flatMap(RequestID.init)
        if let method = message["method"]?.string {
            guard let id, !agents[place].isSilent || isQuiet else { return }
            return decide(place, connection, id, method, message["params"]?.object ?? [:])
        }
        // That is the answer to a request with an id that was open.
        guard message["error"]?["code"]?.integer != RPCError.invalidRequestCode else { return }
        guard let id, let position = agents[place].open.firstIndex(where: { $0.id == id }) else { return }
        let attempt = agents[place].open[position].attempt
        agents[place].open.remove(at: position)
        let result = message["result"]?.object ?? [:]
        if attempt.method == "initialize" {
            queue.add(.react(place, .initialized(connection)), at: now + dice.delay(upTo: .milliseconds(50)))
        }
        if result["resultType"] == "input_required" { learn(result, attempt, place) }
    }

    /// A question of the handshake era: the agent decides how and when to answer.
    private mutating func decide(
        _ place: Int, _ connection: AgentID, _ id: RequestID, _ method: String, _ params: JSONObject
    ) {
        guard let kind = Script.kind(method, params) else { return }
        let marker = Marker.all(in: JSONValue.object(params).buffer).first
        let style: AnswerStyle? =
            isQuiet
            ? .right
            : dice.pick(weighted: [
                (60, .right), (10, .refusal), (6, .failure), (4, .unreadable), (6, .twice), (4, .wrong), (2, .otherID),
                (10, nil),
            ])
        if dice.chance(6), let open = agents[place].open.last(where: { $0.attempt.isCall }) {
            queue.add(.react(place, .cancel(connection, open.id)), at: now + dice.delay(upTo: .milliseconds(100)))
        }
        guard let style else { return }
        let time = now + dice.delay(upTo: dice.chance(10) ? .seconds(5) : .milliseconds(400))
        queue.add(.react(place, .answer(connection, id, kind, marker, style)), at: time)
    }

    /// A result that asks: the agent decides how and when to come back.
    private mutating func learn(_ result: JSONObject, _ attempt: Attempt, _ place: Int) {
        var questions: [(String, QuestionKind)] = []
        for member in result["inputRequests"]?.object ?? [:] {
            let params = member.value["params"]?.object ?? [:]
            guard let kind = Script.kind(member.value["method"]?.string ?? "", params) else { continue }
            questions.append((member.key, kind))
        }
        let state = KnownState(text: result["requestState"]?.string ?? "", attempt: attempt, questions: questions)
        states.append(state)
        guard !isQuiet else { return }
        let style: RetryStyle? = dice.pick(weighted: [
            (64, .right), (10, .partial), (6, .wrong), (3, .empty), (2, .unreadable), (3, .otherArguments),
            (3, .changedState), (9, nil),
        ])
        guard let style else { return }
        let time = now + dice.delay(upTo: dice.chance(10) ? .seconds(20) : .milliseconds(700))
        queue.add(.react(place, .retry(state, style)), at: time)
        if dice.chance(10) {
            queue.add(.react(place, .retry(state, .right)), at: time + dice.delay(upTo: .milliseconds(500)))
        }
    }

    /// An agent of any principal tries a state that somebody was given once.
    mutating func stealState(_ place: Int) {
        let others = states.filter { $0.attempt.principal != agents[place].principal }
        let known = others.isEmpty || dice.chance(50) ? states : others
        guard !known.isEmpty, agents[place].eras != .legacy else { return }
        retry(place, dice.pick(known.suffix(6)), .right)
    }

    mutating func react(_ place: Int, _ reaction: Reaction) {
        let connection = agents[place].connection
        switch reaction {
        case .answer(connection, let id, let kind, let marker, let style): answer(place, id, kind, marker, style)
        case .retry(let state, let style):
            if connection != nil, !isQuiet { retry(place, state, style) }
        case .initialized(connection):
            agents[place].isGreeted = true
            let message = Message.notification(method: "notifications/initialized", params: nil)
            say(.initialized, message.buffer, place)
        case .cancel(connection, let id): if !isQuiet { cancel(place, id) }
        case .answer, .initialized, .cancel: break
        }
    }

    private mutating func answer(
        _ place: Int, _ id: RequestID, _ kind: QuestionKind, _ owner: Marker?, _ style: AnswerStyle
    ) {
        let marker = owner.map { serial($0) }
        let own = marker ?? Marker(call: 0, agent: place, principal: agents[place].principal)
        let kindOfLine = AgentLine.Kind.answer(id, marker, isReadable: style != .unreadable)
        switch style {
        case .right, .twice:
            let message = Message.result(id: id, result: Script.answer(kind, own)).buffer
            say(kindOfLine, message, place)
            if style == .twice { say(kindOfLine, message, place) }
        case .refusal:
            let result: JSONObject = ["action": "decline", "_meta": ["sim/answer": .string("\(own)")]]
            say(kindOfLine, Message.result(id: id, result: result).buffer, place)
        case .failure:
            let error = RPCError.internalError("cannot \(own)")
            say(kindOfLine, Message.failure(id: id, error: error).buffer, place)
        case .unreadable: say(kindOfLine, #"{"jsonrpc":"2.0","id":\#(id.json),"result":7}"#, place)
        case .otherID:
            guard case .integer(let number) = id else { return }
            let other = RequestID.string("\(number)")
            let message = Message.result(id: other, result: Script.answer(kind, own)).buffer
            say(.answer(other, marker, isReadable: true), message, place)
        case .wrong: say(kindOfLine, Message.result(id: id, result: Script.wrongAnswer(kind)).buffer, place)
        }
    }

    /// An agent comes back with a state, or with what it makes of one.
    private mutating func retry(_ place: Int, _ state: KnownState, _ style: RetryStyle) {
        // Without a state it is a call like any other, and only the owner's to make.
        let isOwn = state.attempt.principal == agents[place].principal
        guard let marker = state.attempt.marker, isOwn || !state.text.isEmpty else { return }
        var params = state.attempt.params
        var text = state.text
        if style == .changedState, !text.isEmpty { text = changed(text) }
        if style == .otherArguments { params = Self.otherArguments(params, state.attempt.method) }
        let answers = responses(state, style, marker)
        let token = agents[place].freeToken(&dice)
        let level: LoggingLevel? = dice.chance(40) ? .info : nil
        request(place, state.attempt.method, params, isModern: true) { attempt, written in
            attempt.server = state.attempt.server
            attempt.marker = marker
            attempt.token = token
            attempt.level = level
            attempt.hasReadableAnswers = style != .unreadable
            if !text.isEmpty {
                attempt.requestState = text
                written["requestState"] = .string(text)
            }
            written["inputResponses"] = answers
        }
    }

    private mutating func responses(_ state: KnownState, _ style: RetryStyle, _ marker: Marker) -> JSONValue? {
        guard style != .empty, style != .unreadable else { return style == .empty ? nil : "text" }
        var answers = JSONObject()
        for (key, kind) in state.questions {
            let own = serial(marker)
            oracle.register(own, .answer)
            switch style {
            case .partial where dice.chance(50): continue
            case .wrong: answers[key] = .object(Script.wrongAnswer(kind))
            default: answers[key] = .object(dice.chance(10) ? Self.refusal(own) : Script.answer(kind, own))
            }
        }
        return .object(answers)
    }

    private static func refusal(_ marker: Marker) -> JSONObject {
        ["action": "decline", "_meta": ["sim/answer": .string("\(marker)")]]
    }

    /// The text with one letter changed, where it counts.
    private mutating func changed(_ text: String) -> String {
        var bytes = Array(text.utf8)
        let place = dice.number(0..<(bytes.count / 2))
        bytes[place] = bytes[place] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func otherArguments(_ params: JSONObject, _ method: String) -> JSONObject {
        var params = params
        if method == "resources/read" {
            params["uri"] = params["uri"]?.string.map { .string($0 + "x") }
        } else {
            var arguments = params["arguments"]?.object ?? [:]
            arguments["other"] = true
            params["arguments"] = .object(arguments)
        }
        return params
    }
}
