public import NIOCore

/// A ``Cache`` in the memory of this process. The values that were not asked for longest make room for new ones.
public actor MemoryCache: Cache {
    private struct Entry {
        let version: String
        let value: ByteBuffer
        var lastUse: Int
    }

    private struct Flight {
        let task: Task<ByteBuffer, any Error>
        var waiting: Int
    }

    private struct FlightKey: Hashable {
        let key: String
        let version: String
    }

    private let maximumBytes: Int
    private var entries: [String: Entry] = [:]
    private var flights: [FlightKey: Flight] = [:]
    private var bytes = 0
    private var uses = 0

    /// Keeps up to `maximumBytes` of keys and values.
    public init(maximumBytes: Int = 32 << 20) {
        self.maximumBytes = maximumBytes
    }

    /// See ``Cache/value(of:at:compute:)``.
    public func value(
        of key: String, at version: String, compute: @escaping @Sendable () async throws -> ByteBuffer
    ) async throws -> ByteBuffer {
        if let value = kept(key, version) { return value }
        let flight = FlightKey(key: key, version: version)
        let task = join(flight, compute)
        return try await withTaskCancellationHandler {
            do {
                let value = try await task.value
                landed(flight, value)
                try Task.checkCancellation()
                return value
            } catch {
                landed(flight, nil)
                throw error
            }
        } onCancel: {
            Task { await self.leave(flight) }
        }
    }

    /// Whether so many wait for a value that is being computed.
    package func isAwaited(_ count: Int, _ key: String, at version: String) -> Bool {
        flights[FlightKey(key: key, version: version)]?.waiting == count
    }

    private func kept(_ key: String, _ version: String) -> ByteBuffer? {
        guard let entry = entries[key], entry.version == version else { return nil }
        uses += 1
        entries[key]?.lastUse = uses
        return entry.value
    }

    /// The computation that is under way, or a new one.
    private func join(
        _ key: FlightKey, _ compute: @escaping @Sendable () async throws -> ByteBuffer
    ) -> Task<ByteBuffer, any Error> {
        if let flight = flights[key] {
            flights[key]?.waiting += 1
            return flight.task
        }
        let task = Task { try await compute() }
        flights[key] = Flight(task: task, waiting: 1)
        return task
    }

    /// Somebody waits no longer; a computation that nobody waits for ends, and whoever comes now begins another.
    private func leave(_ key: FlightKey) {
        guard let flight = flights[key] else { return }
        flights[key]?.waiting -= 1
        guard flight.waiting <= 1 else { return }
        flights[key] = nil
        flight.task.cancel()
    }

    /// A computation has ended; each of those who waited tells so, and the first one counts.
    private func landed(_ key: FlightKey, _ value: ByteBuffer?) {
        guard flights.removeValue(forKey: key) != nil, let value else { return }
        keep(key, value)
    }

    private func keep(_ key: FlightKey, _ value: ByteBuffer) {
        remove(key.key)
        let size = Self.size(key.key, value)
        guard size <= maximumBytes else { return }
        uses += 1
        entries[key.key] = Entry(version: key.version, value: value, lastUse: uses)
        bytes += size
        while bytes > maximumBytes, let oldest = entries.min(by: { $0.value.lastUse < $1.value.lastUse }) {
            remove(oldest.key)
        }
    }

    private func remove(_ key: String) {
        guard let entry = entries.removeValue(forKey: key) else { return }
        bytes -= Self.size(key, entry.value)
    }

    private static func size(_ key: String, _ value: ByteBuffer) -> Int { key.utf8.count + value.readableBytes }
}
