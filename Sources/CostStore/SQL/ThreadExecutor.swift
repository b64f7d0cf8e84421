import Dispatch
import Foundation
import Locking

/// Runs an actor's jobs on one thread of its own, which may block: it is none of the cooperative pool's.
final class ThreadExecutor: SerialExecutor {
    private let jobs = Locked<Jobs>(Jobs())
    private let available = DispatchSemaphore(value: 0)

    private struct Jobs {
        var waiting: [UnownedJob] = []
        var isEnded = false
    }

    /// Starts the thread. It ends with ``end()``.
    init(name: String) {
        let thread = Thread { [self] in run() }
        thread.name = name
        thread.stackSize = 1 << 20
        thread.start()
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        jobs.withLock { $0.waiting.append(job) }
        available.signal()
    }

    func asUnownedSerialExecutor() -> UnownedSerialExecutor {
        UnownedSerialExecutor(ordinary: self)
    }

    /// Ends the thread once the jobs that wait have run. Jobs that come later run on a thread that ends with them.
    func end() {
        jobs.withLock { $0.isEnded = true }
        available.signal()
    }

    private func run() {
        while true {
            available.wait()
            let (batch, isEnded) = jobs.withLock { jobs in
                defer { jobs.waiting = [] }
                return (jobs.waiting, jobs.isEnded)
            }
            for job in batch { job.runSynchronously(on: asUnownedSerialExecutor()) }
            if isEnded, batch.isEmpty, jobs.withLock({ $0.waiting.isEmpty }) { return }
        }
    }
}
