/// Where jobs are kept.
public protocol JobStore: Sendable {
    /// Keeps a job, in place of what was kept under its id.
    func save(_ job: Job) async throws
    /// The job of an id; nil when there is none.
    func job(_ id: String) async throws -> Job?
    /// The jobs of a principal, latest first.
    func jobs(of principal: String, limit: Int) async throws -> [Job]
    /// Forgets the jobs that ended before a moment, in milliseconds since 1970.
    func forget(endedBefore moment: Int64) async throws
}

/// Keeps jobs in memory, for as long as the process lives. When there are too many, or their results too long, those go
/// that ended first.
public actor MemoryJobStore: JobStore {
    private let maximumJobs: Int
    private let maximumBytes: Int
    private var jobs: [String: Job] = [:]

    /// Keeps up to `maximumJobs` jobs, and results of up to `maximumBytes` besides that of the last.
    public init(maximumJobs: Int = 1_000, maximumBytes: Int = 64 << 20) {
        self.maximumJobs = maximumJobs
        self.maximumBytes = maximumBytes
    }

    /// See ``JobStore/save(_:)``.
    public func save(_ job: Job) {
        jobs[job.id] = job
        while isFull, let first = firstEnded(besides: job.id) { jobs[first] = nil }
    }

    private var isFull: Bool {
        jobs.count > maximumJobs || jobs.values.reduce(0) { $0 + $1.resultBytes } > maximumBytes
    }

    private func firstEnded(besides id: String) -> String? {
        let ended = jobs.values.filter { $0.state.isOver && $0.id != id }
        return ended.min { ($0.finished ?? 0) < ($1.finished ?? 0) }?.id
    }

    /// See ``JobStore/job(_:)``.
    public func job(_ id: String) -> Job? { jobs[id] }

    /// See ``JobStore/jobs(of:limit:)``.
    public func jobs(of principal: String, limit: Int) -> [Job] {
        let own = jobs.values.filter { $0.principal == principal }
        return Array(own.sorted { ($0.created, $0.id) > ($1.created, $1.id) }.prefix(limit))
    }

    /// See ``JobStore/forget(endedBefore:)``.
    public func forget(endedBefore moment: Int64) {
        jobs = jobs.filter { !$0.value.state.isOver || ($0.value.finished ?? 0) >= moment }
    }
}
