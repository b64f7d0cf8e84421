import HTTPClient
import JSONRPC
import MCP
import NIOCore

/// What a connection without a connection has to remember, as a value.
struct Session: Sendable {
    /// A request whose answer is on its way.
    struct Exchange: Sendable {
        let number: Int
        let isModern: Bool
        var task: Task<Void, Never>?
    }

    /// What `initialize` has led to; nil in the modern era.
    private(set) var id: String?
    private(set) var legacyVersion: String?
    var mirrors = MirrorTable()
    /// Why `server/discover` got no answer that tells an era; `initialize` would get none either.
    var discoveryFailure: RPCError?
    private(set) var isClosed = false
    private var exchanges: [RequestID: Exchange] = [:]
    private var nextNumber = 0
    private var listener: Task<Void, Never>?

    /// How many requests wait.
    var exchangeCount: Int { exchanges.count }

    /// Takes a request in.
    ///
    /// - Returns: what tells it from another one with its id; nil when the connection is closed.
    mutating func begin(_ id: RequestID, isModern: Bool) -> Int? {
        guard !isClosed else { return nil }
        nextNumber += 1
        exchanges[id] = Exchange(number: nextNumber, isModern: isModern)
        return nextNumber
    }

    /// Notes what works on a request, unless that has ended already.
    mutating func attach(_ task: Task<Void, Never>, to id: RequestID, _ number: Int) {
        guard exchanges[id]?.number == number else { return }
        exchanges[id]?.task = task
    }

    /// Ends a request.
    mutating func end(_ id: RequestID, _ number: Int) {
        if exchanges[id]?.number == number { exchanges[id] = nil }
    }

    /// Takes a request out because it is cancelled.
    mutating func cancel(_ id: RequestID) -> Exchange? { exchanges.removeValue(forKey: id) }

    /// Takes note of the session that a legacy server has begun.
    mutating func initialize(id: String?, version: String?) {
        (self.id, legacyVersion) = (id, version)
    }

    /// Notes the task that listens for what the server sends of its own accord.
    ///
    /// - Returns: whether there was none yet.
    mutating func listen(_ task: @autoclosure () -> Task<Void, Never>) -> Bool {
        guard listener == nil, !isClosed else { return false }
        listener = task()
        return true
    }

    /// Ends everything.
    ///
    /// - Returns: what is to be cancelled; nil when it has been closed before.
    mutating func close() -> [Task<Void, Never>]? {
        guard !isClosed else { return nil }
        isClosed = true
        defer { exchanges = [:] }
        return exchanges.values.compactMap(\.task) + [listener].compactMap(\.self)
    }

    /// The fields that each request of a legacy session carries.
    var legacyFields: [HTTPHeaders.Field] {
        var fields: [HTTPHeaders.Field] = []
        if let id { fields.append(.init("Mcp-Session-Id", id)) }
        if let legacyVersion { fields.append(.init("MCP-Protocol-Version", legacyVersion)) }
        return fields
    }
}
