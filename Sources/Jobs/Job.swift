public import JSONRPC

/// A call of a tool that somebody does not wait for.
public struct Job: Sendable, Hashable {
    /// Where a job stands.
    public enum State: String, Sendable {
        /// It waits for its turn.
        case queued
        /// It is under way.
        case running
        /// It has a result.
        case succeeded
        /// It has none, and will not get one.
        case failed
        /// Somebody has cancelled it.
        case cancelled

        /// Whether nothing more happens to it.
        public var isOver: Bool { self != .queued && self != .running }
    }

    /// What it is called; nobody can guess it.
    public let id: String
    /// The tool that is called.
    public let tool: String
    /// Whose it is. Nobody else sees it.
    public let principal: String
    /// Where it stands.
    public var state = State.queued
    /// How far the tool says it is; nil while it says nothing.
    public var progress: JobProgress?
    /// What was said on the way, oldest first; of much, only the end.
    public var log: [String] = []
    /// What the tool has answered.
    public var result: JSONValue? {
        didSet { resultBytes = result?.serialized.count ?? 0 }
    }
    /// How long that is when it is written.
    public private(set) var resultBytes = 0
    /// Why there is no result, as a problem document.
    public var problem: JSONValue?
    /// When it was made, in milliseconds since 1970.
    public let created: Int64
    /// When it began.
    public var started: Int64?
    /// When it ended.
    public var finished: Int64?

    /// How many lines of the log are kept.
    static let maximumLog = 100

    /// A job that waits for its turn.
    public init(id: String, tool: String, principal: String, created: Int64) {
        self.id = id
        self.tool = tool
        self.principal = principal
        self.created = created
    }

    /// Takes note of how far the tool says it is.
    mutating func note(_ progress: JobProgress) {
        self.progress = progress
        guard let message = progress.message, message != log.last else { return }
        log.append(String(message.prefix(1_000)))
        if log.count > Self.maximumLog { log.removeFirst() }
    }
}

/// How far a job has come.
public struct JobProgress: Sendable, Hashable {
    /// How much is done, in a unit of the tool's choice.
    public let done: JSONNumber
    /// How much there is to do, where that is known.
    public let total: JSONNumber?
    /// What is being done.
    public let message: String?

    /// Describes how far a job has come.
    public init(done: JSONNumber, total: JSONNumber? = nil, message: String? = nil) {
        self.done = done
        self.total = total
        self.message = message
    }
}
