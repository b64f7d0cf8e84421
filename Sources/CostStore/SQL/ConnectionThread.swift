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

    /// Runs `body` with the connection, on its thread, and ends its statement when the task is cancelled.
    nonisolated func runUntilCancelled<Value: Sendable>(
        _ body: @Sendable (any SQLConnection) throws(CostStoreError) -> Value
    ) async throws(CostStoreError) -> Value {
        let interruption = Interruption()
        let result = await withTaskCancellationHandler {
            await outcome(of: body, interruption)
        } onCancel: {
            interruption.request()
        }
        return try result.get()
    }

    private func outcome<Value: Sendable>(
        of body: @Sendable (any SQLConnection) throws(CostStoreError) -> Value, _ interruption: Interruption
    ) -> Result<Value, CostStoreError> {
        Result { () throws(CostStoreError) in
            let connection = try usableConnection()
            interruption.begin(connection.interrupter)
            defer { interruption.end() }
            guard !interruption.isRequested else { throw .cancelled }
            do throws(CostStoreError) {
                return try body(connection)
            } catch {
                throw interruption.isRequested && error.code != .connectionLost ? .cancelled : error
            }
        }
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
