import JSONRPC
import MCP
import NIOCore

/// What the children offer: asked for when they are ready and when they say that it has changed.
extension RoutingCore {
    /// How long to wait for more changes before lists are asked for again.
    static let relistDelay = Duration.milliseconds(20)
    /// How long a child may take for all its lists together.
    static let listTime = Duration.seconds(30)

    /// Asks for every list that the child has.
    mutating func beginLists(_ id: ConnectionID) {
        guard let connection = connections[id], let greeting = connection.greeting, !connection.isEnding else { return }
        guard connection.collectors.isEmpty else {
            connections[id]?.hasListChange = true
            return
        }
        let catalog = ChildCatalog(
            child: connection.server, protocolVersion: greeting.version, capabilities: greeting.capabilities)
        servers[connection.server]?.lanes[connection.lane]?.isListing = true
        connections[id]?.collected = [:]
        connections[id]?.listProblems = []
        connections[id]?.listDeadline = now + Self.listTime
        wake(at: now + Self.listTime)
        var limits = ListCollector.Limits()
        limits.entries = configuration.settings.limits.toolsPerServer
        for kind in catalog.offeredLists {
            connections[id]?.collectors[kind] = ListCollector(kind, limits: limits)
        }
        for kind in catalog.offeredLists { sendOwn(.list(kind), kind.method, [:], to: id) }
        finishListsIfComplete(id)
    }

    /// The child says that a list has changed. It is asked for in a moment, together with what else changes.
    mutating func noteListChange(_ id: ConnectionID) {
        guard connections[id]?.greeting != nil, connections[id]?.relistTime == nil else { return }
        connections[id]?.relistTime = now + Self.relistDelay
        wake(at: now + Self.relistDelay)
    }

    /// A page of a list has come, or will not come.
    mutating func listed(_ kind: ListKind, _ answer: Result<ByteBuffer, RPCError>, _ id: ConnectionID) {
        guard var collector = connections[id]?.collectors[kind] else { return }
        do {
            let result = try answer.get()
            let page = try ListPage(kind, result: result.readableBytesUInt8Span)
            switch collector.receive(page) {
            case .ask(let cursor):
                connections[id]?.collectors[kind] = collector
                return sendOwn(.list(kind), kind.method, ["cursor": .string(cursor)], to: id)
            case .finish: connections[id]?.collected[kind] = collector.list
            }
        } catch let error as RPCError where error.code == RPCError.methodNotFoundCode {
            connections[id]?.collected[kind] = CatalogList(kind)
        } catch {
            connections[id]?.listProblems.append("\(kind.method) failed: \(error)")
        }
        connections[id]?.collectors[kind] = nil
        finishListsIfComplete(id)
    }

    /// A late answer is not to be taken for that of the next request for the same list.
    private mutating func giveUp(_ kind: ListKind, _ id: ConnectionID) {
        guard let number = connections[id]?.listRequests[kind], connections[id]?.requests.cancel(number) != nil else {
            return
        }
        effects.append(.sendToChild(id, OutgoingMessage.cancellation(of: .integer(number))))
    }

    private mutating func finishListsIfComplete(_ id: ConnectionID) {
        if connections[id]?.collectors.isEmpty == true { finishLists(id) }
    }

    /// Takes over what has been listed. A list that did not come stays as it was.
    mutating func finishLists(_ id: ConnectionID) {
        guard let connection = connections[id], let greeting = connection.greeting, connection.listDeadline != nil
        else {
            return
        }
        let (key, lane) = (connection.server, connection.lane)
        for kind in connection.collectors.keys.sorted(by: { $0.rawValue < $1.rawValue }) {
            connections[id]?.listProblems.append("\(kind.method) was not answered within \(Self.listTime)")
            giveUp(kind, id)
        }
        connections[id]?.collectors = [:]
        connections[id]?.listDeadline = nil
        if connection.hasListChange {
            connections[id]?.hasListChange = false
            noteListChange(id)
        }
        servers[key]?.lanes[lane]?.isListing = false
        var catalog = ChildCatalog(
            child: key, protocolVersion: greeting.version, serverInfo: greeting.serverInfo,
            capabilities: greeting.capabilities, instructions: greeting.instructions)
        let known = servers[key]?.catalog
        for kind in ListKind.allCases {
            if let list = connection.collected[kind] ?? known?[kind] { catalog[kind] = list }
        }
        for kind in Set(ListKind.allCases).subtracting(catalog.offeredLists) { catalog[kind] = CatalogList(kind) }
        servers[key]?.isCatalogCurrent = true
        for problem in connections[id]?.listProblems ?? [] { effects.append(.note(server: key, problem)) }
        noteIdle(key, lane)
        guard catalog != known else { return serveWaiting() }
        if known == nil { lastLearned = now }
        servers[key]?.catalog = catalog
        effects.append(.keep(catalog))
        requestMerge()
    }
}
