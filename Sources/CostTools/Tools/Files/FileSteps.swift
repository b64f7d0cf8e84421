import CostFiles
import CostStore
import MCP

/// A long reading or writing of files: its progress, its time and what its failures say.
struct FileSteps: Sendable {
    private let call: CostCall
    private let counts: AsyncStream<Int>
    private let source: AsyncStream<Int>.Continuation

    init(_ call: CostCall) {
        self.call = call
        // Only the newest matters when whoever is told is slow.
        (counts, source) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Tells how many charges there are by now.
    func note(_ count: Int) { source.yield(count) }

    /// Does the work, within the time that is allowed; it is cancelled with the call.
    func run<Result: Sendable>(_ work: @escaping @Sendable () async throws -> Result) async throws -> Result {
        do {
            return try await withThrowingTaskGroup(of: Result?.self) { group in
                group.addTask {
                    defer { source.finish() }
                    return try await work()
                }
                group.addTask { await tell() }
                group.addTask { try await expire() }
                var result: Result?
                var isTold = false
                // The newest progress is told before the answer, after which there may be none.
                while result == nil || !isTold, let next = try await group.next() {
                    if let next { result = next } else { isTold = true }
                }
                group.cancelAll()
                guard let result else { throw CancellationError() }
                return result
            }
        } catch let error as CostFileError {
            throw ToolFailure("\(error)")
        }
    }

    private func tell<Result>() async -> Result? {
        for await count in counts { await call.context.progress(Double(count), message: "\(count) charges") }
        return nil
    }

    private func expire<Result>() async throws -> Result? {
        try await Task.sleep(for: call.options.fileTime)
        throw ToolFailure("it took longer than \(call.options.fileTime); use the command line for files of that size")
    }
}
