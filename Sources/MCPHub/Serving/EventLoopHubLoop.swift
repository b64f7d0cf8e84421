public import NIOCore
import NIOPosix
public import Polling

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A hub's life on the thread that also serves its connections.
///
/// What children say is read by the event loop itself. What happens rarely, room in a pipe that was full or a line on
/// standard error, is waited for on a thread aside, since an event loop waits for its own channels only.
public final class EventLoopHubLoop: HubLoop {
    private let eventLoop: any EventLoop
    private let aside: PollLoop
    private let state: NIOLoopBoundBox<State>

    private struct State {
        var watches: [Int32: Watch] = [:]
        var readers: [Int32: (reader: ChildReader, channel: any Channel)] = [:]
        var count = 0
        var alarm: (instant: ContinuousClock.Instant, handler: @Sendable () -> Void)?
        /// When the event loop will look at the alarm next.
        var wake: (instant: ContinuousClock.Instant, task: Scheduled<Void>)?
    }

    private struct Watch {
        let number: Int
        var interest: PollLoop.Readiness
        let handler: PollLoop.Handler
    }

    /// Lives on `eventLoop`, which outlives it.
    ///
    /// - Throws: ``PollFailure`` when the system has no descriptor or thread left.
    public init(_ eventLoop: any EventLoop) throws {
        self.eventLoop = eventLoop
        aside = try PollLoop(name: "mcphub-aside")
        state = NIOLoopBoundBox.makeBoxSendingValue(State(), eventLoop: eventLoop)
    }

    /// Whether the caller is on the thread.
    public var isCurrent: Bool { eventLoop.inEventLoop }

    /// Runs `work` on the thread: at once when called there, otherwise soon.
    public func perform(_ work: @escaping @Sendable () -> Void) {
        if eventLoop.inEventLoop { work() } else { eventLoop.execute(work) }
    }

    /// Runs `work` on the thread soon, after what has come at this moment.
    public func performLater(_ work: @escaping @Sendable () -> Void) { eventLoop.execute(work) }

    // MARK: An executor

    /// Runs `job` on the thread, in the order of calls.
    public func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        eventLoop.execute { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }

    /// Stops the program when the caller is not on the thread.
    public func checkIsolated() { eventLoop.preconditionInEventLoop() }

    /// Whether the caller is on the thread.
    public func isIsolatingCurrentContext() -> Bool? { eventLoop.inEventLoop }

    // MARK: Descriptors

    /// Calls `handler` whenever `descriptor` is ready for something in `interest`.
    public func watch(_ descriptor: Int32, for interest: PollLoop.Readiness, handler: @escaping PollLoop.Handler) {
        perform { [self] in
            state.value.count += 1
            let watch = Watch(number: state.value.count, interest: interest, handler: handler)
            state.value.watches[descriptor] = watch
            // Each event is passed on before the next is waited for: the other thread would not stop to see it.
            aside.watch(descriptor, for: interest) { [self] readiness in
                aside.change(descriptor, to: [])
                eventLoop.execute { [self] in pass(readiness, of: descriptor, to: watch.number) }
            }
        }
    }

    private func pass(_ readiness: PollLoop.Readiness, of descriptor: Int32, to number: Int) {
        guard let watch = state.value.watches[descriptor], watch.number == number else { return }
        watch.handler(readiness)
        guard let watch = state.value.watches[descriptor], watch.number == number else { return }
        aside.change(descriptor, to: watch.interest)
    }

    /// Waits for something else on a watched descriptor.
    public func change(_ descriptor: Int32, to interest: PollLoop.Readiness) {
        perform { [self] in
            guard state.value.watches[descriptor] != nil else { return }
            state.value.watches[descriptor]?.interest = interest
            aside.change(descriptor, to: interest)
        }
    }

    /// Ends the watch on a descriptor or the reading from it.
    public func forget(_ descriptor: Int32) {
        perform { [self] in
            if state.value.watches.removeValue(forKey: descriptor) != nil { aside.forget(descriptor) }
            guard let reading = state.value.readers.removeValue(forKey: descriptor) else { return }
            reading.reader.stop()
            reading.channel.close(promise: nil)
        }
    }

    /// Reads from `descriptor`, which stays the owner's: the event loop has a duplicate of it.
    public func read(_ descriptor: Int32, handler: @escaping @Sendable (HubInput) -> Void) {
        perform { [self] in
            let duplicate = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
            guard duplicate >= 0 else { return watch(descriptor, for: .readable) { _ in handler(.readable) } }
            NIOPipeBootstrap(group: eventLoop)
                .channelOption(.recvAllocator, value: AdaptiveRecvByteBufferAllocator.children)
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture { [self] in
                        let reader = ChildReader(handler)
                        state.value.readers[descriptor] = (reader, channel)
                        try channel.pipeline.syncOperations.addHandler(reader)
                    }
                }
                .takingOwnershipOfDescriptor(input: duplicate)
                .whenFailure { [self] _ in
                    state.value.readers[descriptor] = nil
                    close(duplicate)
                    watch(descriptor, for: .readable) { _ in handler(.readable) }
                }
        }
    }

    // MARK: Time

    /// Calls `handler` once, at `instant` or soon after; nil takes the alarm back.
    ///
    /// The event loop is asked anew only when it would look too late: an alarm is set and taken back with every call.
    public func setAlarm(_ instant: ContinuousClock.Instant?, handler: @escaping @Sendable () -> Void) {
        perform { [self] in
            state.value.alarm = instant.map { ($0, handler) }
            guard let instant else { return }
            if let wake = state.value.wake, wake.instant <= instant { return }
            schedule(instant)
        }
    }

    private func schedule(_ instant: ContinuousClock.Instant) {
        state.value.wake?.task.cancel()
        let delay = max(.zero, ContinuousClock.now.duration(to: instant)) / .nanoseconds(1)
        let task = eventLoop.scheduleTask(in: .nanoseconds(Int64(min(delay, 1e18).rounded(.up)))) { [self] in ring() }
        state.value.wake = (instant, task)
    }

    private func ring() {
        state.value.wake = nil
        guard let alarm = state.value.alarm else { return }
        guard alarm.instant <= ContinuousClock.now else { return schedule(alarm.instant) }
        state.value.alarm = nil
        alarm.handler()
    }

    /// Ends the thread aside. The event loop goes on: it is not the hub's alone.
    public func stop() {
        aside.stop()
        perform { [state] in state.value.wake?.task.cancel() }
    }
}

/// Hands on what a child has said.
private final class ChildReader: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    private let handler: @Sendable (HubInput) -> Void
    private var isOver = false

    init(_ handler: @escaping @Sendable (HubInput) -> Void) {
        self.handler = handler
    }

    /// Tells nothing any more, not even the end.
    func stop() { isOver = true }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if !isOver { handler(.bytes(unwrapInboundIn(data))) }
    }

    /// The owner reads the end by itself.
    func channelInactive(context: ChannelHandlerContext) {
        guard !isOver else { return }
        isOver = true
        handler(.readable)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}

extension AdaptiveRecvByteBufferAllocator {
    /// Messages of children are short, or very long.
    fileprivate static var children: AdaptiveRecvByteBufferAllocator {
        AdaptiveRecvByteBufferAllocator(minimum: 4 << 10, initial: 8 << 10, maximum: 256 << 10)
    }
}
