import Dispatch
import Locking
import NIOCore

/// What has arrived and was not yet taken: one producer, one consumer, and a bound.
///
/// The producer is made to wait while the bound is exceeded, which is how a slow consumer slows its peer down instead
/// of filling memory. A producer thread waits by blocking, a producer task by suspending, until it is cancelled.
package final class MessageQueue: Sendable {
    private struct State {
        var events: [TransportEvent] = []
        var bytes = 0
        var isFinished = false
        /// The consumer, while it waits for a change; it then looks again.
        var consumer: CheckedContinuation<Void, Never>?
        var producers: [Producer] = []
    }

    private enum Producer {
        case thread(DispatchSemaphore)
        case task(Promise<Void>)

        func resume() {
            switch self {
            case .thread(let semaphore): semaphore.signal()
            case .task(let room): room.settle(.success(()))
            }
        }
    }

    private let state = Locked(State())
    private let maximumBytes: Int

    /// Creates a queue whose producer waits while more than `maximumBytes` are held.
    package init(maximumBytes: Int = 4 << 20) {
        self.maximumBytes = maximumBytes
    }

    /// Adds events from a thread of its own; blocks while the queue is full.
    func putBlocking(_ events: [TransportEvent]) {
        let producer = add(events) { .thread(DispatchSemaphore(value: 0)) }
        if case .thread(let semaphore) = producer { semaphore.wait() }
    }

    /// Adds events from a task; suspends while the queue is full.
    package func put(_ events: [TransportEvent]) async throws(TransportClosed) {
        guard !state.withLock(\.isFinished) else { throw TransportClosed("the peer has closed") }
        let producer = add(events) { .task(Promise()) }
        if case .task(let room) = producer { try? await room.value() }
    }

    /// Adds events and wakes the consumer if it waits.
    ///
    /// - Returns: who must wait until it is resumed; nil when there is room or the events are taken at once.
    private func add(_ events: [TransportEvent], producer: () -> Producer) -> Producer? {
        let (consumer, waiting) = state.withLock { state -> (CheckedContinuation<Void, Never>?, Producer?) in
            guard !state.isFinished else { return (nil, nil) }
            state.events += events
            state.bytes += events.reduce(0) { $0 + $1.byteCount }
            if let consumer = state.consumer {
                state.consumer = nil
                return (consumer, nil)
            }
            guard state.bytes > maximumBytes else { return (nil, nil) }
            let waiting = producer()
            state.producers.append(waiting)
            return (nil, waiting)
        }
        consumer?.resume()
        return waiting
    }

    /// Waits for events; nil when the queue has ended and is empty, or the task is cancelled.
    package func take() async -> [TransportEvent]? {
        while true {
            let (events, producers, isOver) = state.withLock { state in
                defer { (state.events, state.bytes, state.producers) = ([], 0, []) }
                return (state.events, state.producers, state.isFinished)
            }
            for producer in producers { producer.resume() }
            if !events.isEmpty { return events }
            if isOver || Task.isCancelled { return nil }
            await waitForChange()
        }
    }

    /// Waits until there are events, the queue has ended or the task is cancelled.
    private func waitForChange() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let mustWait = state.withLock { state in
                    guard state.events.isEmpty, !state.isFinished, !Task.isCancelled else { return false }
                    state.consumer = continuation
                    return true
                }
                if !mustWait { continuation.resume() }
            }
        } onCancel: {
            wakeConsumer()
        }
    }

    private func wakeConsumer() {
        let consumer = state.withLock { state in
            defer { state.consumer = nil }
            return state.consumer
        }
        consumer?.resume()
    }

    /// Ends the queue: what it holds can still be taken, nothing more is added, and nobody waits any more.
    package func finish() {
        let producers = state.withLock { state in
            defer { (state.producers, state.isFinished) = ([], true) }
            return state.producers
        }
        wakeConsumer()
        for producer in producers { producer.resume() }
    }
}

extension TransportEvent {
    /// What the event counts for against a bound.
    fileprivate var byteCount: Int {
        if case .message(let buffer) = self { buffer.readableBytes } else { 0 }
    }
}
