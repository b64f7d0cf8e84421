/// Lends connections, a bounded number at a time; who finds none waits in line.
actor ConnectionPool {
    private let name: String
    private let limit: Int
    private let open: @Sendable () throws(CostStoreError) -> any SQLConnection
    private var idle: [ConnectionThread] = []
    private var lentCount = 0
    private var waiting: [CheckedContinuation<ConnectionThread?, Never>] = []
    private var isClosed = false

    init(name: String, limit: Int, open: @escaping @Sendable () throws(CostStoreError) -> any SQLConnection) {
        self.name = name
        self.limit = limit
        self.open = open
    }

    /// Lends a connection for the time of `body`.
    nonisolated func withConnection<Result: Sendable>(
        _ body: @Sendable (ConnectionThread) async throws -> Result
    ) async throws -> Result {
        let connection = try await lend()
        do {
            let result = try await body(connection)
            await giveBack(connection)
            return result
        } catch {
            await giveBack(connection)
            throw error
        }
    }

    /// Runs `body` on a connection. Its statement is ended when the task is cancelled.
    nonisolated func run<Result: Sendable>(
        _ body: @Sendable (any SQLConnection) throws(CostStoreError) -> Result
    ) async throws(CostStoreError) -> Result {
        let connection = try await lend()
        do {
            let result = try await connection.runUntilCancelled(body)
            await giveBack(connection)
            return result
        } catch {
            await giveBack(connection)
            throw error
        }
    }

    private func lend() async throws(CostStoreError) -> ConnectionThread {
        guard !isClosed else { throw .closed }
        if let connection = idle.popLast() {
            lentCount += 1
            return connection
        }
        if lentCount < limit {
            lentCount += 1
            return ConnectionThread(name: name, open: open)
        }
        guard let connection = await withCheckedContinuation({ waiting.append($0) }) else { throw .closed }
        return connection
    }

    private func giveBack(_ connection: ConnectionThread) async {
        if isClosed {
            lentCount -= 1
            await connection.close()
        } else if waiting.isEmpty {
            lentCount -= 1
            idle.append(connection)
        } else {
            waiting.removeFirst().resume(returning: connection)
        }
    }

    /// Ends what is idle at once, and what is lent when it comes back.
    func close() async {
        isClosed = true
        let (connections, left) = (idle, waiting)
        (idle, waiting) = ([], [])
        for continuation in left { continuation.resume(returning: nil) }
        for connection in connections { await connection.close() }
    }
}

extension CostStoreError {
    static let cancelled = CostStoreError(.cancelled, "the task was cancelled; nothing was changed")
    static let closed = CostStoreError(.unavailable, "the cost store was closed")
}
