import NIOCore
import NIOHTTP1
import NIOPosix

/// The first thing behind the HTTP codec of every connection: lets requests in or turns them away, answers those for
/// the MCP endpoint itself, without a task or a change of thread, and passes all others on to the routes.
///
/// One request at a time: what a client sends ahead waits. Lives on the event loop of its channel.
final class FrontDoorHandler: ChannelDuplexHandler, RemovableChannelHandler, AttendedConnection {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    let server: ServerContext
    /// Whether this is one of many streams of a connection (HTTP/2).
    let isStream: Bool
    var context: ChannelHandlerContext?
    var state = State.resting
    /// The request that is being served.
    var request: ServedRequest?
    /// What has come ahead of its time.
    private var backlog: [HTTPServerRequestPart] = []
    private var isClosing = false
    private var hasHeldRead = false
    /// When the client has taken too long for what it is to do now; nil while it is the server's turn.
    var deadline: NIODeadline?
    /// When a stream on which nothing has happened is to give a sign of life.
    var commentDue: NIODeadline?
    /// When the request of a session has taken so long that its answer becomes a stream.
    var prolongDue: NIODeadline?
    private var rounds: ConnectionRounds?
    private var unwritableSince: NIODeadline?

    enum State {
        /// Nothing is asked.
        case resting
        /// It is being found out who asks.
        case admitting
        /// The routes behind serve it; whether all of the request has come, and all of the answer gone.
        case forwarding(received: Bool, sent: Bool)
        /// The connection is to become a WebSocket.
        case upgrading(WebSocketRoute)
        /// A message is coming in.
        case collecting(ByteBuffer)
        /// A message is being answered.
        case answering
        /// It has been answered before all of it had come.
        case draining
    }

    init(_ server: ServerContext, isStream: Bool = false) {
        self.server = server
        self.isStream = isStream
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        if context.channel.isActive { begin(context) }
    }

    func channelActive(context: ChannelHandlerContext) {
        begin(context)
        context.fireChannelActive()
    }

    private func begin(_ context: ChannelHandlerContext) {
        guard rounds == nil else { return }
        deadline = .now() + server.limits.headerTime.timeAmount
        rounds = server.rounds(on: context.eventLoop)
        rounds?.add(self)
    }

    func channelInactive(context: ChannelHandlerContext) {
        leave()
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        leave()
        self.context = nil
    }

    /// Nobody is there any more.
    private func leave() {
        rounds?.remove(self)
        if request != nil { abandon() }
        backlog = []
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        take(unwrapInboundIn(data), context)
    }

    private func take(_ part: HTTPServerRequestPart, _ context: ChannelHandlerContext) {
        // Before the switch, which holds on to the state that it looks at.
        if case .body(let bytes) = part, case .collecting = state { return add(bytes) }
        switch (state, part) {
        case (.resting, .head(let head)): receive(head, context)
        case (.resting, _): break
        case (.collecting(let body), .end): answer(body)
        case (.forwarding(false, let sent), .end):
            state = .forwarding(received: true, sent: sent)
            deadline = nil
            context.fireChannelRead(wrapInboundOut(part))
            finishForwarding()
        case (.forwarding(false, _), .body):
            deadline = .now() + server.limits.bodyTime.timeAmount
            context.fireChannelRead(wrapInboundOut(part))
        case (.upgrading(let route), .end):
            deadline = nil
            upgrade(to: route)
        case (.draining, .end): rest()
        case (.draining, .body): break
        default: backlog.append(part)
        }
    }

    /// Lets no more in than can be looked at: what a client sends ahead stays in its own buffers.
    func read(context: ChannelHandlerContext) {
        switch state {
        case .upgrading: hasHeldRead = true
        case .answering, .admitting, .forwarding(true, _):
            // Most clients send nothing ahead; to stop and start the reading for them would be two system calls each.
            if backlog.isEmpty { context.read() } else { hasHeldRead = true }
        default: context.read()
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case ChannelEvent.inputClosed:
            // Who sends nothing more and waits is, for all that can be seen, gone.
            if request?.isOwn == true { abandon() }
            if case .forwarding(true, _) = state, let request { server.door.hangUps?.end(request.key, isGone: true) }
            if case .resting = state { context.close(promise: nil) } else { isClosing = true }
        case is ChannelShouldQuiesceEvent: quiesce()
        default: break
        }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard request == nil else { return context.fireErrorCaught(error) }
        context.fireErrorCaught(error)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        unwritableSince = context.channel.isWritable ? nil : .now()
        context.fireChannelWritabilityChanged()
    }

    // MARK: Answers of the routes behind

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(var head):
            if head.status.code >= 200 { dress(&head.headers) }
            request?.status = Int(head.status.code)
            context.write(wrapOutboundOut(.head(head)), promise: promise)
        case .body(let bytes): context.write(wrapOutboundOut(.body(bytes)), promise: promise)
        case .end(let trailers):
            context.write(wrapOutboundOut(.end(trailers)), promise: promise)
            if case .forwarding(let received, _) = state {
                state = .forwarding(received: received, sent: true)
                finishForwarding()
            }
        }
    }

    private func finishForwarding() {
        guard case .forwarding(true, true) = state else { return }
        finishRequest()
        rest()
    }

    // MARK: From one request to the next

    /// The request is over; the next may come.
    func rest() {
        state = .resting
        request = nil
        deadline = .now() + server.limits.headerTime.timeAmount
        guard let context else { return }
        guard !isClosing else {
            // What the routes have written last has not been flushed by them yet.
            context.flush()
            return context.close(promise: nil)
        }
        takeBacklog()
    }

    private var canTakeMore: Bool {
        switch state {
        case .admitting, .answering, .forwarding(true, _): false
        default: true
        }
    }

    /// Goes on with what has come ahead of its time.
    func takeBacklog() {
        guard let context else { return }
        let hasBacklog = !backlog.isEmpty
        while !backlog.isEmpty, canTakeMore { take(backlog.removeFirst(), context) }
        // Those behind wait for the end of a turn before they look at what has come.
        if hasBacklog { context.fireChannelReadComplete() }
        guard hasHeldRead, canTakeMore else { return }
        hasHeldRead = false
        context.read()
    }

    /// The connection ends with this request.
    func closeAfterwards() { isClosing = true }

    var isLastRequest: Bool { isClosing }

    /// The server ends: streams that would go on for ever end now, requests with their answers.
    private func quiesce() {
        isClosing = true
        switch state {
        case .resting: context?.close(promise: nil)
        case .answering where request?.isStreaming == true: perform([.end], request?.exchange ?? 0)
        default: break
        }
    }

    // MARK: Time

    /// Sees whether it is time for something.
    func look(at now: NIODeadline) {
        let isSlowReader = unwritableSince.map { now - $0 > server.limits.writeTime.timeAmount } ?? false
        if isSlowReader || deadline.map({ $0 < now }) ?? false {
            context?.close(promise: nil)
            return
        }
        if let due = commentDue, due <= now { sendComment() }
        if let due = prolongDue, due <= now { prolong() }
    }
}

extension Duration {
    var timeAmount: TimeAmount { .nanoseconds(Int64(self / .nanoseconds(1))) }
}
