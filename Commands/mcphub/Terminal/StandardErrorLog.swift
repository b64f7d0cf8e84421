import Dispatch
import Locking
import MCPHub

/// Writes what the hub has to say to standard error, without ever keeping it waiting: when nobody reads, entries are
/// dropped.
final class StandardErrorLog: Sendable {
    private static let capacity = 1_000

    private let level: HubLogEntry.Level
    private let pending = Locked(0)
    private let queue = DispatchQueue(label: "mcphub.log")

    /// Writes entries that matter at least as much as `level`.
    init(_ level: HubLogEntry.Level) {
        self.level = level
    }

    /// Writes an entry, sooner or later.
    func add(_ entry: HubLogEntry) {
        guard entry.level >= level else { return }
        let hasRoom = pending.withLock { count in
            guard count < Self.capacity else { return false }
            count += 1
            return true
        }
        guard hasRoom else { return }
        queue.async {
            Terminal.tell("mcphub: \(entry)")
            self.pending.withLock { $0 -= 1 }
        }
    }

    /// Waits until everything is written.
    func flush() async {
        await withCheckedContinuation { continuation in queue.async { continuation.resume() } }
    }
}
