import Locking
import Synchronization

extension PollLoop {
    /// How many times jobs that bring further jobs may keep the loop from looking at its descriptors.
    static let maximumRounds = 64

    /// The thread: turn after turn, until it is stopped.
    func run() {
        thread.store(SystemCalls.currentThread, ordering: .relaxed)
        var events: [PollEvent] = []
        var items: [Inbox.Item] = []
        while !inbox.isStopped {
            events.removeAll(keepingCapacity: true)
            let mayWait = inbox.prepareToWait()
            poller.wait(milliseconds: mayWait ? alarm.withLock { $0.milliseconds } : 0, events: &events)
            for event in events { handle(event) }
            alarm.withLock { $0.takeIfDue() }?()
            performItems(&items)
        }
        performItems(&items)
        thread.store(0, ordering: .relaxed)
        letGo()
    }

    /// Handlers that nobody will call any more hold what they were made with, often the owner of the loop.
    private func letGo() {
        inbox.close()
        let watches = watches.withLock { table in
            defer { table = WatchTable() }
            return table
        }
        let alarm = alarm.withLock { alarm in
            defer { alarm = Alarm() }
            return alarm
        }
        _ = (consume watches, consume alarm)
    }

    /// What an earlier handler of the same turn has forgotten, changed or replaced by a descriptor of the same number
    /// is not there any more.
    private func handle(_ event: PollEvent) {
        guard let (handler, readiness) = watches.withLock({ $0.handler(for: event) }) else { return }
        handler(readiness)
    }

    private func performItems(_ items: inout [Inbox.Item]) {
        for _ in 0..<Self.maximumRounds {
            inbox.take(&items)
            guard !items.isEmpty else { return }
            for item in items {
                switch item {
                case .job(let job): job.runSynchronously(on: asUnownedSerialExecutor())
                case .work(let work): work()
                }
            }
            items.removeAll(keepingCapacity: items.capacity <= 256)
        }
    }
}
