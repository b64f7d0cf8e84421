import JSONRPC
import MCP
import NIOCore

@testable import MCPHub

/// What children do in the middle of a call.
extension Simulation {
    /// A child gets a call and makes a plan for it.
    mutating func begin(_ number: Int, _ method: String, _ params: JSONObject, _ id: ConnectionID) {
        guard let script = children[id]?.script else { return }
        guard let marker = Marker.all(in: JSONValue.object(params).buffer).first?.owner else { return }
        let meta = params["_meta"]?.object ?? [:]
        let declared = meta["io.modelcontextprotocol/clientCapabilities"]?.object
        var call = ChildCall(
            id: number, method: method, marker: marker, token: meta["progressToken"],
            level: (meta["io.modelcontextprotocol/logLevel"]?.string).flatMap(LoggingLevel.init(rawValue:)),
            abilities: declared.map(Self.abilities), plan: [])
        let round = params["requestState"]?.string.flatMap { Int($0.split(separator: "|").last ?? "") } ?? 0
        call.round = round
        call.plan = isQuiet ? [.answer] : plan(script, call, round: round)
        children[id]?.calls.append(call)
        goOn(id, number)
    }

    private static func abilities(_ declared: JSONObject) -> Set<QuestionKind> {
        var abilities: Set<QuestionKind> = []
        if let elicitation = declared["elicitation"]?.object {
            if elicitation["form"] != nil || elicitation["url"] == nil { abilities.insert(.form) }
            if elicitation["url"] != nil { abilities.insert(.url) }
        }
        if declared["sampling"] != nil { abilities.insert(.sampling) }
        if declared["roots"] != nil { abilities.insert(.roots) }
        return abilities
    }

    private mutating func plan(_ script: ChildScript, _ call: ChildCall, round: Int) -> [ChildStep] {
        var plan: [ChildStep] = []
        for _ in 0..<dice.number(0..<3) { plan.append(smallStep()) }
        if dice.chance(script.crashes) { return plan + [dice.pick([.crash, .crash, .exit, .closeOutput])] }
        let asks = dice.chance(script.asks) && (call.method != "completion/complete" || dice.chance(20))
        if asks, !script.isModern {
            for _ in 0..<dice.pick([1, 1, 1, 2]) {
                plan.append(.ask(questions(script, call)))
                if dice.chance(25) { plan.append(smallStep()) }
            }
            if script.revision.hasElicitationIDs, dice.chance(15) { plan.append(.visit) }
        }
        if asks, script.isModern, round < 3 || dice.chance(10) {
            let withState = dice.chance(80)
            return plan + [.require(withState && dice.chance(15) ? [] : questions(script, call), state: withState)]
        }
        return plan + [ending()]
    }

    private mutating func smallStep() -> ChildStep {
        switch dice.number(0..<20) {
        case 0..<11: .progress(dice.pick([1, 1, 1, 5, 0, -1]))
        case 11..<17: .log(dice.pick([.debug, .info, .warning, .error]))
        case 17: .withdraw
        case 18: .complete
        default: .noise
        }
    }

    private mutating func ending() -> ChildStep {
        switch dice.number(0..<100) {
        case 0..<72: .answer
        case 72..<80: .answerTwice
        case 80..<90: .fail(dice.pick([-32602, -32603, -32002, -32001, 42]))
        case 90..<93: .unreadable
        case 93..<95: .oversized
        default: .stuck
        }
    }

    private mutating func questions(_ script: ChildScript, _ call: ChildCall) -> [QuestionKind] {
        var kinds = QuestionKind.allCases.filter { kind in
            kind != .url || script.revision.hasURLElicitation
        }
        if let abilities = call.abilities, dice.chance(90) { kinds = kinds.filter(abilities.contains) }
        if kinds.isEmpty { kinds = [.roots] }
        return (0..<dice.pick([1, 1, 2])).map { _ in dice.pick(kinds) }
    }

    /// A child goes on with a call.
    mutating func step(_ id: ConnectionID, call number: Int) {
        guard let child = children[id], !child.isStuck, let place = child.position(of: number) else { return }
        var call = child.calls[place]
        guard isQuiet || (call.questions.isEmpty && !call.plan.isEmpty) else { return }
        let step = isQuiet ? .answer : call.plan.removeFirst()
        children[id]?.calls[place] = call
        perform(step, call, place, id)
        if children[id]?.position(of: number) != nil, children[id]?.calls[place].questions.isEmpty == true {
            goOn(id, number)
        }
    }

    private mutating func perform(_ step: ChildStep, _ call: ChildCall, _ place: Int, _ id: ConnectionID) {
        switch step {
        case .progress(let advance): progress(advance, call, place, id)
        case .log(let level): log(level, call, id)
        case .ask(let kinds): for kind in kinds { ask(kind, call, id) }
        case .withdraw: withdraw(call, place, id)
        case .complete: complete(call, id)
        case .noise: noise(id)
        case .stuck: children[id]?.isStuck = dice.chance(40)
        case .crash: end(id, ChildEnding(isError: true, reason: "was ended by signal 11"))
        case .exit: end(id, ChildEnding(isError: false, reason: "exited with status 0"))
        case .closeOutput:
            children[id]?.isStuck = true
            send(.closedOutput(id), through: .fromChild(id))
        case .answer, .answerTwice, .fail, .visit, .require, .unreadable, .oversized: finish(step, call, place, id)
        }
    }

    private mutating func progress(_ advance: Int, _ call: ChildCall, _ place: Int, _ id: ConnectionID) {
        guard let token = call.token, let number = token.integer else { return }
        let value = call.progress + advance
        children[id]?.calls[place].progress = value
        let marker = serial(call.marker)
        say(
            .progress(number, marker),
            .notification(
                method: "notifications/progress",
                params: [
                    "progressToken": token, "progress": .number(JSONNumber(value)), "message": .string("\(marker)"),
                ]), id)
    }

    private mutating func log(_ level: LoggingLevel, _ call: ChildCall, _ id: ConnectionID) {
        // The modern era allows it only where the request wants it, and the hub relies on that between calls.
        guard children[id]?.script.isModern == false || call.level.map({ level >= $0 }) ?? false else { return }
        let marker = serial(call.marker)
        say(
            .log(marker, level, isStray: call.isCancelled),
            .notification(
                method: "notifications/message",
                params: ["level": .string(level.rawValue), "data": .string("\(marker)")]), id)
    }

    private mutating func ask(_ kind: QuestionKind, _ call: ChildCall, _ id: ConnectionID) {
        guard let child = children[id], let place = child.position(of: call.id) else { return }
        let count = child.questionCount + 1
        children[id]?.questionCount = count
        let questionID: RequestID = dice.chance(50) ? .integer(count) : .string("\(count)")
        let marker = serial(call.marker)
        let elicitation = kind == .url && child.script.revision.hasElicitationIDs ? "e\(count)" : nil
        children[id]?.calls[place].questions.append(
            ChildQuestion(id: questionID, kind: kind, marker: marker, elicitation: elicitation))
        say(
            .question(questionID, marker, kind, isStray: call.isCancelled),
            .request(
                id: questionID, method: kind.method, params: Script.question(kind, marker, elicitation: elicitation)),
            id)
        // Sometimes it takes the question back, or the page tells that the user is done, while it waits.
        if dice.chance(8), elicitation != nil { complete(children[id]?.calls[place] ?? call, id) }
        if dice.chance(5) { withdraw(children[id]?.calls[place] ?? call, place, id) }
    }

    private mutating func withdraw(_ call: ChildCall, _ place: Int, _ id: ConnectionID) {
        guard let question = call.questions.last else { return }
        children[id]?.calls[place].questions.removeLast()
        say(
            .withdrawal(question.id),
            .notification(method: "notifications/cancelled", params: ["requestId": question.id.json]), id)
        goOn(id, call.id)
    }

    private mutating func complete(_ call: ChildCall, _ id: ConnectionID) {
        guard let elicitation = call.questions.compactMap(\.elicitation).last else { return }
        say(.completed(elicitation), Self.completed(elicitation), id)
    }

    private mutating func noise(_ id: ConnectionID) {
        let text = dice.pick([
            "listening on port 1", "{}", "[]", #"{"jsonrpc":"2.0"}"#, #"{"jsonrpc":"2.0","id":77777,"result":{}}"#,
        ])
        send(.fromChild(id, ChildLine(kind: .other, bytes: ByteBuffer(string: text))), through: .fromChild(id))
    }
}
