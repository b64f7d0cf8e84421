/// A connection and the thread that alone touches it.
actor ConnectionThread {
    private let executor: ThreadExecutor
    private let open: @Sendable () throws(CostStoreError) -> any SQLConnection
    private var connection: (any SQLConnection)?

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// Opens the connection at its first use, and anew after it was lost.
    init(name: String, open: @escaping @Sendable () throws(CostStoreError) -> any SQLConnection) {
        executor = ThreadExecutor(name: name)
        self.open = open
    }

    /// Runs `body` with the connection, on its thread.
    func run<Result: Sendable>(
        _ body: @Sendable (any SQLConnection) throws(CostStoreError) -> Result
    ) throws(CostStoreError) -> Result {
        try body(usableConnection())
    }

    private func usableConnection() throws(CostStoreError) -> any SQLConnection {
        if let connection, connection.isUsable { return connection }
        connection?.close()
        connection = nil
        let fresh = try open()
        connection = fresh
        return fresh
    }

    /// Ends connection and thread.
    func close() {
        connection?.close()
        connection = nil
        executor.end()
    }
}
