import JSONRPC
import Locking

/// Lets the progress of one request through only while it increases, as the protocol demands.
final class ProgressGate: Sendable {
    private let last = Locked<JSONNumber?>(nil)

    /// Whether `progress` may be sent.
    func passes(_ progress: JSONNumber) -> Bool {
        last.withLock { last in
            if let last, progress <= last { return false }
            last = progress
            return true
        }
    }
}
