/// Something has taken longer than it may.
struct DeadlineExceeded: Error {}

/// Does something, and cancels it when it takes too long.
///
/// - Throws: ``DeadlineExceeded``; what `body` throws.
func withDeadline<Result: Sendable>(
    _ time: Duration, _ body: @escaping @Sendable () async throws -> Result
) async throws -> Result {
    try await withThrowingTaskGroup(of: Result.self) { group in
        group.addTask(operation: body)
        group.addTask {
            try await Task.sleep(for: time)
            throw DeadlineExceeded()
        }
        defer { group.cancelAll() }
        guard let result = try await group.next() else { throw CancellationError() }
        return result
    }
}
