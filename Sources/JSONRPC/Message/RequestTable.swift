/// The requests that one side has sent and not yet seen answered, as a value: it decides, its owner acts.
///
/// The table hands out ids from an integer space of its own and never reuses one. That makes late answers cheap to
/// recognise: an id below the next one that is not open was answered or cancelled before, so no tombstones are kept.
public struct RequestTable<Context> {
    /// What to do with an answer that came in.
    public enum Arrival {
        /// It answers an open request, which is closed now.
        case deliver(Context)
        /// Its request was answered or cancelled before: drop it silently.
        case late
        /// No request ever had this id.
        case unknown
    }

    /// The table holds as many open requests as it may.
    public struct Full: Error, Hashable, Sendable {
        /// The bound that was reached.
        public let limit: Int
    }

    private var open: [Int: Context] = [:]
    private var nextID = 1
    private let limit: Int

    /// Creates a table for at most `limit` open requests.
    public init(limit: Int = 65_536) {
        self.limit = limit
    }

    /// How many requests wait for their answer.
    public var openCount: Int { open.count }

    /// Opens a request.
    ///
    /// - Returns: the id to send it with.
    /// - Throws: ``Full`` when too many are open already; nothing has changed then.
    public mutating func begin(_ context: Context) throws(Full) -> Int {
        guard open.count < limit else { throw Full(limit: limit) }
        defer { nextID += 1 }
        open[nextID] = context
        return nextID
    }

    /// Closes the request that an answer names.
    public mutating func finish(_ id: RequestID) -> Arrival {
        guard case .integer(let number) = id else { return .unknown }
        if let context = open.removeValue(forKey: number) { return .deliver(context) }
        return number >= 1 && number < nextID ? .late : .unknown
    }

    /// Gives up a request; its answer will be ``Arrival/late``.
    ///
    /// - Returns: nil when it is not open any more.
    public mutating func cancel(_ id: Int) -> Context? {
        open.removeValue(forKey: id)
    }

    /// Gives up all requests, oldest first, because no answer can come any more.
    public mutating func cancelAll() -> [Context] {
        defer { open.removeAll() }
        return open.sorted { $0.key < $1.key }.map(\.value)
    }

    /// The context of an open request.
    public subscript(id: Int) -> Context? {
        get { open[id] }
        set { if open[id] != nil { open[id] = newValue } }
    }
}

extension RequestTable: Sendable where Context: Sendable {}
