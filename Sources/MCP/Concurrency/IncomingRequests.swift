import JSONRPC

/// The requests of one peer that are being worked on, as a value.
struct IncomingRequests: Sendable {
    /// What works on a request; nil for the moment between taking it in and starting.
    private var running: [RequestID: Task<Void, Never>?] = [:]
    private let limit: Int

    init(limit: Int) {
        self.limit = limit
    }

    /// How many requests are being worked on.
    var count: Int { running.count }
    /// All work in progress.
    var tasks: [Task<Void, Never>] { running.values.compactMap(\.self) }

    /// Takes a request in.
    ///
    /// - Throws: ``RPCError`` -32600 when its id is in use, -32603 when too many requests run.
    mutating func begin(_ id: RequestID) throws(RPCError) {
        guard running[id] == nil else { throw .invalidRequest("A request with id \(id) is already running") }
        guard running.count < limit else {
            throw .internalError("More than \(limit) requests are running on this connection; wait for some to end")
        }
        running[id] = .some(nil)
    }

    /// Notes what works on a request, unless it has ended already.
    mutating func attach(_ task: Task<Void, Never>, to id: RequestID) {
        if running[id] != nil { running[id] = task }
    }

    /// Whether a request is neither answered nor cancelled.
    func isOpen(_ id: RequestID) -> Bool { running[id] != nil }

    /// Ends a request because it is answered.
    ///
    /// - Returns: false when it had ended before; the answer must not be sent then.
    mutating func end(_ id: RequestID) -> Bool {
        running.removeValue(forKey: id) != nil
    }

    /// Ends a request because its peer has cancelled it.
    ///
    /// - Returns: what is to be stopped.
    mutating func cancel(_ id: RequestID) -> Task<Void, Never>? {
        running.removeValue(forKey: id) ?? nil
    }
}
