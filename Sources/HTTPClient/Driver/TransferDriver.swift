import CCurl

/// What the client's thread does: takes wishes in, lets libcurl work, ends what has ended or taken too long, waits.
struct TransferDriver {
    private let multi: MultiHandle
    private let inbox: TransferInbox
    private let configuration: HTTPClientConfiguration
    /// The transfers that libcurl works on. This is what keeps them alive while it may call back.
    private var active: [ObjectIdentifier: ActiveTransfer] = [:]
    private var queue: HostQueue<QueuedTransfer>
    /// When to look at the times again.
    private var nextLook: ContinuousClock.Instant?
    private var isStopping = false

    private struct QueuedTransfer {
        let transfer: Transfer
        let deadline: ContinuousClock.Instant?
    }

    init(_ multi: MultiHandle, _ inbox: TransferInbox, _ configuration: HTTPClientConfiguration) {
        self.multi = multi
        self.inbox = inbox
        self.configuration = configuration
        queue = HostQueue(limit: configuration.maximumRequestsPerHost)
    }

    /// Works until it is told to stop.
    mutating func run() {
        while true {
            for command in inbox.take() { perform(command) }
            guard !isStopping else { break }
            multi.perform()
            finishCompleted()
            expire()
            multi.wait(milliseconds: timeToNextLook)
        }
        endAll()
    }

    private mutating func perform(_ command: TransferInbox.Command) {
        switch command {
        case .start(let transfer): enter(transfer)
        case .drop(let transfer): drop(transfer)
        case .resume(let transfer):
            guard let resumed = active[ObjectIdentifier(transfer)] else { return }
            if let failure = resumed.resume() { return end(resumed, with: failure) }
            lookAgain(resumed.timer.nextLook(transfer.look(\.activity)))
        case .stop: isStopping = true
        }
    }

    private mutating func enter(_ transfer: Transfer) {
        let url = transfer.request.url
        guard active.count + queue.waitingCount < configuration.maximumRequests else {
            return transfer.finish(.failure(.overloaded(url, limit: configuration.maximumRequests)))
        }
        let limits = [transfer.limits.timeouts.queue.map { .now + $0 }, transfer.deadline]
        let queued = QueuedTransfer(transfer: transfer, deadline: limits.compactMap(\.self).min())
        if queue.enter(queued, host: url.origin) { begin(transfer) } else { lookAgain(queued.deadline) }
    }

    private mutating func begin(_ transfer: Transfer) {
        guard
            transfer.change({ state in
                state.start()
                return state.end == nil
            })
        else { return leave(transfer) }
        do throws(HTTPClientError) {
            let started = try ActiveTransfer(transfer, configuration)
            guard multi.add(started.easy) else {
                started.close()
                throw .outOfMemory
            }
            active[ObjectIdentifier(transfer)] = started
            lookAgain(started.timer.nextLook(transfer.look(\.activity)))
        } catch {
            transfer.finish(.failure(error))
            leave(transfer)
        }
    }

    /// Makes room for the next transfer to the same host.
    private mutating func leave(_ transfer: Transfer) {
        guard let next = queue.leave(host: transfer.request.url.origin) else { return }
        begin(next.transfer)
    }

    private mutating func finishCompleted() {
        while let (easy, code) = multi.nextFinished() {
            guard let transfer = Transfer.of(ccurl_get_pointer(easy, CURLINFO_PRIVATE)),
                let ended = active[ObjectIdentifier(transfer)]
            else { continue }
            end(ended, with: ended.result(code))
        }
    }

    private mutating func drop(_ transfer: Transfer) {
        _ = queue.removeWaiting { $0.transfer === transfer }
        guard let dropped = active[ObjectIdentifier(transfer)] else { return }
        end(dropped, with: .failure(.cancelled))
    }

    private mutating func end(_ ended: ActiveTransfer, with result: Result<Void, HTTPClientError>) {
        active[ObjectIdentifier(ended.transfer)] = nil
        let report = configuration.observer.map { ($0, ended.report(result)) }
        multi.remove(ended.easy)
        ended.close()
        ended.transfer.finish(result)
        if let (observer, line) = report { observer(line) }
        leave(ended.transfer)
    }

    // MARK: Time

    private mutating func lookAgain(_ instant: ContinuousClock.Instant?) {
        guard let instant else { return }
        nextLook = min(nextLook ?? instant, instant)
    }

    private var timeToNextLook: Int32 {
        guard let nextLook else { return 3_600_000 }
        let left = ContinuousClock.now.duration(to: nextLook).components
        // Rounded up: waking a moment too early would only mean to wait once more.
        let milliseconds = left.seconds * 1000 + left.attoseconds / 1_000_000_000_000_000 + 1
        return Int32(clamping: max(0, min(milliseconds, 3_600_000)))
    }

    private mutating func expire() {
        guard let due = nextLook, due <= .now else { return }
        nextLook = nil
        let now = ContinuousClock.now
        for each in active.values {
            let activity = each.transfer.look(\.activity)
            guard let expiry = each.timer.expired(activity, now: now) else {
                lookAgain(each.timer.nextLook(activity))
                continue
            }
            end(each, with: .failure(each.error(expiry)))
        }
        for each in queue.removeWaiting(where: { $0.deadline.map { $0 <= now } ?? false }) {
            let limit = each.transfer.limits.timeouts.queue
            each.transfer.finish(.failure(.timedOut(each.transfer.request.url, "the host had no room for it", limit)))
        }
        for each in queue.waiting { lookAgain(each.deadline) }
    }

    /// Ends everything, because the client is done with.
    private mutating func endAll() {
        for command in inbox.close() {
            if case .start(let transfer) = command { transfer.finish(.failure(.shutDown)) }
        }
        for each in queue.removeWaiting(where: { _ in true }) { each.transfer.finish(.failure(.shutDown)) }
        for each in active.values { end(each, with: .failure(.shutDown)) }
        multi.close()
        inbox.ended()
    }
}
