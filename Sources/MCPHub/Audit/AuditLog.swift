import Dispatch
import JSONRPC
import Locking
public import SystemPackage

/// The file that calls are recorded in, a line each, in the order in which they ended.
///
/// ``append(_:)`` only queues: lines are made and written on a queue of the log's own, where a slow disk holds up nobody
/// else. When more come than it can take, they are dropped, and the next line that is written says how many.
public final class AuditLog: Sendable {
    private struct State {
        var records: [AuditRecord] = []
        var argumentBytes = 0
        var dropped = 0
        var isScheduled = false
        var isStopped = false
    }

    /// How many bytes of arguments may wait to be written.
    private static let maximumArgumentBytes = 16 << 20

    private let path: FilePath
    private let file: FileDescriptor
    private let redacts: Bool
    private let capacity: Int
    private let log: @Sendable (HubLogEntry) -> Void
    private let state = Locked(State())
    private let queue = DispatchQueue(label: "mcphub.audit")

    /// Opens the file to append to it, or creates it so that only this user may read it.
    ///
    /// - Parameters:
    ///   - redacts: whether the values of arguments are left out.
    ///   - capacity: how many records may wait to be written.
    ///   - log: is told when nothing can be written any more, and when it can be again.
    /// - Throws: ``PrivateFileFailure``.
    public init(
        path: FilePath, redacts: Bool = true, capacity: Int = 10_000,
        log: @escaping @Sendable (HubLogEntry) -> Void = { _ in }
    ) throws(PrivateFileFailure) {
        do {
            file = try FileDescriptor.open(
                path, .writeOnly, options: [.append, .create, .closeOnExec], permissions: [.ownerReadWrite])
        } catch {
            throw PrivateFileFailure(path: path, action: "opened for the record of calls", reason: "\(error)")
        }
        self.path = path
        self.redacts = redacts
        self.capacity = capacity
        self.log = log
    }

    /// Records a call. Never waits for the disk.
    public func append(_ record: AuditRecord) {
        let schedules = state.withLock { state in
            let size = record.arguments?.json?.count ?? 0
            guard !state.isStopped, state.records.count < capacity,
                state.argumentBytes + size <= Self.maximumArgumentBytes
            else {
                state.dropped += 1
                return false
            }
            state.records.append(record)
            state.argumentBytes += size
            defer { state.isScheduled = true }
            return !state.isScheduled
        }
        // Many calls end within this time when there is much to do, and go out with one write.
        if schedules { queue.asyncAfter(deadline: .now() + .milliseconds(10)) { self.writePending() } }
    }

    /// Writes what is pending and closes the file. What is recorded after that is lost.
    public func stop() async {
        let isFirst = state.withLock { state in
            defer { state.isStopped = true }
            return !state.isStopped
        }
        await withCheckedContinuation { continuation in
            queue.async {
                if isFirst {
                    self.writePending()
                    self.writeLoss()
                    try? self.file.close()
                }
                continuation.resume()
            }
        }
    }

    /// Runs on the queue.
    private func writePending() {
        while true {
            let (records, dropped) = state.withLock { state in
                defer { (state.records, state.argumentBytes) = ([], 0) }
                guard !state.records.isEmpty else {
                    state.isScheduled = false
                    return (state.records, 0)
                }
                defer { state.dropped = 0 }
                return (state.records, state.dropped)
            }
            guard !records.isEmpty else { return }
            write(Self.lines(records, redacts: redacts, dropped: dropped), losing: records.count + dropped)
        }
    }

    /// Says how many records were lost behind the last line.
    private func writeLoss() {
        let dropped = state.withLock { $0.dropped }
        guard dropped > 0 else { return }
        let line: JSONValue = ["time": .string(WallTime.now().description), "droppedBefore": .init(count: dropped)]
        write(line.serialized + [0x0A], losing: 0)
    }

    private static func lines(_ records: [AuditRecord], redacts: Bool, dropped: Int) -> [UInt8] {
        var writer = JSONWriter()
        for (position, record) in records.enumerated() {
            record.write(to: &writer, redacts: redacts, dropped: position == 0 ? dropped : 0)
        }
        return writer.bytes
    }

    private func write(_ bytes: [UInt8], losing lost: Int) {
        do { try file.writeAll(bytes) } catch {
            state.withLock { $0.dropped += lost }
            log(HubLogEntry(.error, "\(lost) calls could not be recorded in \(path): \(error)"))
        }
    }
}
