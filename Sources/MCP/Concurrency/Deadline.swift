/// Runs `work` and cancels it when it takes longer than `limit`.
///
/// - Throws: what `work` throws; `expired` when it was cancelled for the time it took.
func withDeadline<Value: Sendable>(
    _ limit: Duration, clock: any Clock<Duration>, expired: @autoclosure () -> any Error,
    _ work: @escaping @Sendable () async throws -> Value
) async throws -> Value {
    try await withThrowingTaskGroup(of: Value?.self) { group in
        group.addTask { try await work() }
        group.addTask {
            try await clock.sleep(for: limit)
            return nil
        }
        defer { group.cancelAll() }
        guard let first = try await group.next(), let value = first else {
            group.cancelAll()
            // Let the work end, so that what it does on cancellation has been done.
            while let rest = await group.nextResult() { if case .success(let value?) = rest { return value } }
            throw expired()
        }
        return value
    }
}
