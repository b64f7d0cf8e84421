import Backplane
import JSONRPC
import Locking
import NIOCore

/// Numbers events, remembers the last of them, and passes them on to listeners.
final class LiveFeed: Sendable {
    /// Somebody who listens.
    struct Listener: Sendable {
        let principal: String
        /// Whether it gets signs of life, because its connection has none of its own.
        let hasBeat: Bool
        var filters: [LiveFilter] = []
        let queue: LiveQueue
    }

    private struct State {
        var listeners: [Int: Listener] = [:]
        var nextKey = 0
        var backlog: [LiveEvent] = []
        var lastSequence: Int64
        var hasEnded = false
    }

    private let bus: any Bus
    private let now: @Sendable () -> Int64
    private let state: Locked<State>
    private let events: AsyncStream<BusEvent>

    /// How many events are remembered.
    private static let maximumBacklog = 1_000

    init(bus: any Bus, now: @escaping @Sendable () -> Int64) {
        self.bus = bus
        self.now = now
        events = bus.events(limit: 10_000)
        // Numbers of an earlier process are lower, so that nobody takes them for ours.
        state = Locked(State(lastSequence: now()))
    }

    /// The number of the last event.
    var lastSequence: Int64 { state.withLock { $0.lastSequence } }

    /// Whether anybody listens.
    var hasListeners: Bool { state.withLock { !$0.listeners.isEmpty } }

    // MARK: Telling

    /// Tells what has happened.
    ///
    /// - Parameter principal: whom alone it concerns; nil for everybody.
    func publish(_ topic: LiveTopic, _ data: JSONObject, for principal: String? = nil) async {
        var payload: JSONObject = ["data": .object(data)]
        payload["principal"] = principal.map(JSONValue.string)
        await bus.publish(
            BusEvent(topic: topic.rawValue, payload: ByteBuffer(bytes: JSONValue.object(payload).serialized)))
    }

    /// Passes on what the bus carries, until the task is cancelled.
    func run() async {
        for await event in events { take(event) }
    }

    private func take(_ event: BusEvent) {
        guard let topic = LiveTopic(rawValue: event.topic), let json = try? JSONValue(parsing: event.payload),
            let data = json["data"]?.object
        else { return }
        let moment = now()
        state.withLock { state in
            state.lastSequence += 1
            let event = LiveEvent(
                sequence: state.lastSequence, topic: topic, principal: json["principal"]?.string, data: data,
                moment: moment)
            state.backlog.append(event)
            if state.backlog.count > Self.maximumBacklog { state.backlog.removeFirst(Self.maximumBacklog / 4) }
            for listener in state.listeners.values { listener.hear(event) }
        }
    }

    // MARK: Listening

    /// Begins to listen, to nothing yet.
    ///
    /// - Returns: what the listener is known by; nil when there are `limit` already, or the feed has ended.
    func join(_ principal: String, _ queue: LiveQueue, limit: Int, hasBeat: Bool = false) -> Int? {
        state.withLock { state in
            guard !state.hasEnded, state.listeners.count < limit else { return nil }
            state.nextKey += 1
            state.listeners[state.nextKey] = Listener(principal: principal, hasBeat: hasBeat, queue: queue)
            return state.nextKey
        }
    }

    /// Listens no longer.
    func leave(_ key: Int) {
        state.withLock { state in _ = state.listeners.removeValue(forKey: key) }
    }

    /// Listens to this and nothing else from now on.
    func listen(_ key: Int, to filters: [LiveFilter]) {
        state.withLock { $0.listeners[key]?.filters = filters }
    }

    /// Tells a listener again what has happened after an event, as far as it listens to that.
    ///
    /// - Returns: how many events that were; nil when not all of them are remembered.
    func replay(after sequence: Int64, to key: Int) -> Int? {
        state.withLock { state in
            guard let listener = state.listeners[key] else { return nil }
            let first = state.backlog.first?.sequence ?? state.lastSequence + 1
            guard sequence + 1 >= first, sequence <= state.lastSequence else { return nil }
            let missed = state.backlog.filter { $0.sequence > sequence && listener.wants($0) }
            for event in missed { listener.hear(event) }
            return missed.count
        }
    }

    /// Gives signs of life to those who need them.
    func beat() {
        let listeners = state.withLock { $0.listeners.values.filter(\.hasBeat) }
        for listener in listeners { listener.queue.add(.beat) }
    }

    /// Ends all listeners.
    func end() {
        let listeners = state.withLock { state in
            state.hasEnded = true
            return Array(state.listeners.values)
        }
        for listener in listeners { listener.queue.end() }
    }
}

extension LiveFeed.Listener {
    fileprivate func wants(_ event: LiveEvent) -> Bool {
        (event.principal == nil || event.principal == principal) && filters.contains { $0.admits(event) }
    }

    fileprivate func hear(_ event: LiveEvent) {
        guard wants(event) else { return }
        queue.add(LiveQueue.Item(text: event.text, sequence: event.sequence))
    }
}
