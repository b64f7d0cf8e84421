public import JSONRPC

/// Runs jobs, some at a time and the others in the order in which they came.
public actor JobRunner {
    /// Does the work of a job. What it throws as ``JobFailure`` is told; anything else becomes a short word.
    public typealias Work =
        @Sendable (_ report: @escaping @Sendable (JobProgress) async -> Void) async throws -> JSONValue

    private let store: any JobStore
    private let maximumRunning: Int
    private let maximumQueued: Int
    private let lifetime: Duration
    private let now: @Sendable () -> Int64
    private let onChange: @Sendable (Job) async -> Void
    private var queue: [(id: String, work: Work)] = []
    private var running: [String: Task<Void, Never>] = [:]
    private var isStopped = false

    /// Prepares a runner.
    ///
    /// - Parameters:
    ///   - lifetime: how long a job is kept after its end.
    ///   - now: tells the time, in milliseconds since 1970.
    ///   - onChange: told whenever a job is different, in order for each job.
    public init(
        store: any JobStore = MemoryJobStore(), maximumRunning: Int = 4, maximumQueued: Int = 100,
        lifetime: Duration = .seconds(86_400), now: @escaping @Sendable () -> Int64,
        onChange: @escaping @Sendable (Job) async -> Void = { _ in }
    ) {
        self.store = store
        self.maximumRunning = maximumRunning
        self.maximumQueued = maximumQueued
        self.lifetime = lifetime
        self.now = now
        self.onChange = onChange
    }

    /// Takes a job in.
    ///
    /// - Throws: ``JobQueueFull``; what the store throws.
    public func submit(tool: String, for principal: String, work: @escaping Work) async throws -> Job {
        guard queue.count < maximumQueued, !isStopped else { throw JobQueueFull(limit: maximumQueued) }
        let job = Job(id: Self.newID(), tool: tool, principal: principal, created: now())
        queue.append((job.id, work))
        do { try await store.save(job) } catch {
            queue.removeAll { $0.id == job.id }
            throw error
        }
        await onChange(job)
        startNext()
        return job
    }

    /// The job of an id, if it belongs to a principal.
    public func job(_ id: String, of principal: String) async throws -> Job? {
        guard let job = try await store.job(id), job.principal == principal else { return nil }
        return job
    }

    /// The jobs of a principal, latest first.
    public func jobs(of principal: String, limit: Int) async throws -> [Job] {
        try await store.forget(endedBefore: now() - Int64(lifetime / .milliseconds(1)))
        return try await store.jobs(of: principal, limit: limit)
    }

    /// Cancels a job; one that is over stays as it is.
    ///
    /// - Returns: the job; nil when the principal has none of that id.
    public func cancel(_ id: String, of principal: String) async throws -> Job? {
        guard let job = try await job(id, of: principal) else { return nil }
        if let task = running[id] {
            task.cancel()
            await task.value
        } else if queue.contains(where: { $0.id == id }) {
            queue.removeAll { $0.id == id }
            await change(id) { job, now in
                job.state = .cancelled
                job.finished = now
            }
        }
        return try await store.job(id) ?? job
    }

    /// Cancels what is under way, and takes nothing more.
    public func stop() async {
        isStopped = true
        queue = []
        let tasks = running.values
        for task in tasks { task.cancel() }
        for task in tasks { await task.value }
    }

    private func startNext() {
        while running.count < maximumRunning, !queue.isEmpty {
            let (id, work) = queue.removeFirst()
            running[id] = Task { await run(id, work) }
        }
    }

    private func run(_ id: String, _ work: Work) async {
        await change(id) { job, now in
            job.state = .running
            job.started = now
        }
        let outcome: Result<JSONValue, any Error>
        do {
            outcome = .success(try await work { progress in await self.change(id) { job, _ in job.note(progress) } })
        } catch { outcome = .failure(error) }
        let isCancelled = Task.isCancelled
        await change(id) { job, now in
            job.finished = now
            job.end(outcome, isCancelled: isCancelled)
        }
        running[id] = nil
        startNext()
    }

    private func change(_ id: String, _ body: @Sendable (inout Job, Int64) -> Void) async {
        guard var job = try? await store.job(id), !job.state.isOver else { return }
        body(&job, now())
        try? await store.save(job)
        await onChange(job)
    }

    /// 128 random bits.
    private static func newID() -> String {
        var generator = SystemRandomNumberGenerator()
        return (0..<2).map { _ in
            let digits = String(UInt64.random(in: .min ... .max, using: &generator), radix: 36)
            return String(repeating: "0", count: 13 - digits.count) + digits
        }.joined()
    }
}

extension Job {
    fileprivate mutating func end(_ outcome: Result<JSONValue, any Error>, isCancelled: Bool) {
        switch outcome {
        case .success(let value):
            state = .succeeded
            result = value
        case .failure where isCancelled: state = .cancelled
        case .failure(let error):
            state = .failed
            problem = (error as? JobFailure)?.problem ?? ["title": "Failed", "detail": "The call has failed."]
        }
    }
}

/// Why a job has no result, for whoever asks.
public struct JobFailure: Error, Sendable {
    /// A problem document (RFC 9457).
    public let problem: JSONValue

    /// Takes the document.
    public init(problem: JSONValue) {
        self.problem = problem
    }
}

/// More jobs wait than may.
public struct JobQueueFull: Error, Sendable {
    /// How many may wait.
    public let limit: Int
}
