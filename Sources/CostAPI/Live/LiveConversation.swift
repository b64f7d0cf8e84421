import HTTPServing
import HTTPTypes
import JSONRPC
import MCP

/// What is said on one WebSocket: subscriptions, questions and their answers.
///
/// Owned by the task that receives; questions run in a group of their own.
actor LiveConversation {
    private let service: APIService
    private let caller: HTTPCaller
    private let key: Int
    private let queue: LiveQueue
    private var filters: [LiveFilter] = []
    private var queries: [String: Task<Void, Never>] = [:]
    private var count = 0

    /// How many questions may be open at once.
    private static let maximumQueries = 8
    private static let maximumFilters = 64
    private static let limits = JSONLimits(maximumBytes: 256 << 10, maximumDepth: 64)

    init(_ service: APIService, _ caller: HTTPCaller, _ key: Int, _ queue: LiveQueue) {
        self.service = service
        self.caller = caller
        self.key = key
        self.queue = queue
    }

    /// Greets.
    func begin() {
        tell(
            "welcome", nil,
            [
                "sequence": .number(JSONNumber(service.feed.lastSequence)), "version": .string(service.options.version),
                "role": .string(service.role(of: caller).rawValue),
                "subscriptions": .array(LiveTopic.allCases.map { .string($0.rawValue) }),
            ])
    }

    /// Ends what is under way.
    func end() async {
        for query in queries.values { query.cancel() }
        for query in queries.values { await query.value }
    }

    /// Takes a message of the client.
    func hear(_ text: String) {
        let json: JSONValue
        do { json = try JSONValue(parsing: text, limits: Self.limits) } catch {
            return refuse(nil, .badRequest("The message is no JSON: \(error)"))
        }
        let id = json["id"]?.string.map { String($0.prefix(128)) }
        let data = json["data"]?.object ?? [:]
        do throws(Problem) {
            switch json["type"]?.string {
            case "subscribe": try subscribe(id, data)
            case "unsubscribe": try unsubscribe(id, data)
            case "ping": tell("pong", id, data)
            case "resume": try resume(id, data)
            case "query": try query(id, data)
            case "cancel": try cancel(id, data)
            default:
                throw .badRequest(
                    "type has to be subscribe, unsubscribe, ping, resume, query or cancel; see docs/API.md.")
            }
        } catch { refuse(id, error) }
    }

    // MARK: Subscriptions

    private func subscribe(_ id: String?, _ data: JSONObject) throws(Problem) {
        let filter = try Self.filter(data)
        guard filters.count < Self.maximumFilters else {
            throw .badRequest("One connection has up to \(Self.maximumFilters) subscriptions.")
        }
        if !filters.contains(filter) { filters.append(filter) }
        service.feed.listen(key, to: filters)
        tell("subscribed", id, data)
    }

    private func unsubscribe(_ id: String?, _ data: JSONObject) throws(Problem) {
        let filter = try Self.filter(data)
        filters.removeAll { $0 == filter || (filter.members.isEmpty && $0.topic == filter.topic) }
        service.feed.listen(key, to: filters)
        tell("unsubscribed", id, data)
    }

    private static func filter(_ data: JSONObject) throws(Problem) -> LiveFilter {
        guard let name = data["type"]?.string else { throw .badRequest("data.type names what to subscribe to.") }
        guard let topic = LiveTopic(rawValue: name) else { throw .unknownTopic(name) }
        var members = data
        members["type"] = nil
        return LiveFilter(topic: topic, members: members)
    }

    private func resume(_ id: String?, _ data: JSONObject) throws(Problem) {
        guard let after = data["after"]?.integer else { throw .badRequest("data.after is the number of an event.") }
        guard let count = service.feed.replay(after: Int64(after), to: key) else {
            return tell("gone", id, ["after": .number(JSONNumber(after))])
        }
        tell("resumed", id, ["after": .number(JSONNumber(after)), "count": .number(JSONNumber(count))])
    }

    // MARK: Questions

    private func query(_ id: String?, _ data: JSONObject) throws(Problem) {
        count += 1
        let id = id ?? "q\(count)"
        guard queries[id] == nil else { throw .badRequest("A query with this id is under way.") }
        guard queries.count < Self.maximumQueries else {
            throw Problem(.tooManyRequests, "\(Self.maximumQueries) queries are under way.")
        }
        queries[id] = Task {
            await self.run(id, data)
            self.ended(id)
        }
    }

    private func ended(_ id: String) { queries[id] = nil }

    private func cancel(_ id: String?, _ data: JSONObject) throws(Problem) {
        guard let name = data["id"]?.string, let query = queries[name] else {
            throw Problem(.notFound, "data.id names no query that is under way.")
        }
        query.cancel()
        tell("cancelled", id, data)
    }

    private func run(_ id: String, _ data: JSONObject) async {
        do {
            let call = try await service.call(of: data, for: caller)
            tell("query_started", id, ["tool": .string(call.form.name)])
            let answer = try await service.calls.answer(to: call, within: service.options.callTime) {
                done, total, message in
                await self.tellProgress(id, done, total, message)
            }
            tell("query_result", id, ["tool": .string(call.form.name), "result": answer.json])
        } catch let problem as Problem {
            let isQuestion = problem.members["questions"] != nil
            tell(isQuestion ? "query_question" : "query_error", id, problem.json(path: "/ws", id: id).object ?? [:])
        } catch {
            tell("query_cancelled", id, [:])
        }
    }

    private func tellProgress(_ id: String, _ done: JSONNumber, _ total: JSONNumber?, _ message: String?) {
        var data: JSONObject = ["done": .number(done)]
        data["total"] = total.map(JSONValue.number)
        data["message"] = message.map(JSONValue.string)
        tell("query_progress", id, data)
    }

    // MARK: Telling

    private func refuse(_ id: String?, _ problem: Problem) {
        tell("error", id, problem.json(path: "/ws", id: id ?? "").object ?? [:])
    }

    private func tell(_ type: String, _ id: String?, _ data: JSONObject) {
        count += 1
        let message: JSONValue = [
            "type": .string(type), "id": .string(id ?? "m\(count)"),
            "timestamp": .string(Timestamp.text(service.options.now())), "data": .object(data),
        ]
        queue.add(LiveQueue.Item(text: message.description, sequence: nil))
    }
}
