import JSONRPC

/// The requests of one peer that are being worked on, as a value.
///
/// A request is open until it is answered or cancelled. Work on a cancelled one goes on until it notices, and counts
/// until then; its id may be used again at once, so work is told apart by tickets and not by ids.
struct IncomingRequests: Sendable {
    /// Names one piece of work.
    struct Ticket: Hashable, Sendable {
        let id: RequestID
        fileprivate let number: Int
    }

    private var open: [RequestID: Ticket] = [:]
    /// What works on each request; nil for the moment between taking it in and starting.
    private var running: [Ticket: Task<Void, Never>?] = [:]
    private var nextNumber = 0
    private let limit: Int

    init(limit: Int) {
        self.limit = limit
    }

    /// How many requests are being worked on, those cancelled included.
    var count: Int { running.count }
    /// All work in progress.
    var tasks: [Task<Void, Never>] { running.values.compactMap(\.self) }

    /// Takes a request in.
    ///
    /// - Throws: ``RPCError`` -32600 when its id is in use, -32603 when too many requests run.
    mutating func begin(_ id: RequestID) throws(RPCError) -> Ticket {
        guard open[id] == nil else { throw .invalidRequest("A request with id \(id) is already running") }
        guard running.count < limit else {
            throw .internalError("More than \(limit) requests are running on this connection; wait for some to end")
        }
        let ticket = Ticket(id: id, number: nextNumber)
        nextNumber += 1
        open[id] = ticket
        running[ticket] = .some(nil)
        return ticket
    }

    /// Notes what works on a request, unless it has ended already.
    mutating func attach(_ task: Task<Void, Never>, to ticket: Ticket) {
        if running[ticket] != nil { running[ticket] = task }
    }

    /// Whether a request is neither answered nor cancelled.
    func isOpen(_ ticket: Ticket) -> Bool { open[ticket.id] == ticket }

    /// Closes a request because its answer is about to be sent. The work goes on, and is waited for, until it has been.
    ///
    /// - Returns: false when the request was cancelled; the answer must not be sent then.
    mutating func close(_ ticket: Ticket) -> Bool {
        guard isOpen(ticket) else { return false }
        open[ticket.id] = nil
        return true
    }

    /// Ends work on a request: its answer has been sent, or it has noticed that it was cancelled.
    mutating func end(_ ticket: Ticket) {
        running[ticket] = nil
        if isOpen(ticket) { open[ticket.id] = nil }
    }

    /// Closes a request because its peer has cancelled it.
    ///
    /// - Returns: what is to be stopped.
    mutating func cancel(_ id: RequestID) -> Task<Void, Never>? {
        open.removeValue(forKey: id).flatMap { running[$0] ?? nil }
    }
}
