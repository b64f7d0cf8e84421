import Locking
import NIOCore
import Synchronization

/// What all connections of a server share.
final class ServerContext: Sendable {
    let door: FrontDoor
    let limits: ServerLimits
    let mcp: StreamableHTTP?
    let webSockets: [WebSocketRoute]
    let isEncrypted: Bool
    /// How often connections are looked after.
    private let interval: TimeAmount
    private let rounds = Locked<[ObjectIdentifier: NIOLoopBound<ConnectionRounds>]>([:])
    private let exchanges = Atomic<Int>(0)

    /// Tells the ids of this process from those of others.
    static let mark = String(UInt32.random(in: .min ... .max), radix: 36)

    init(
        _ door: FrontDoor, _ limits: ServerLimits, _ mcp: StreamableHTTP?, webSockets: [WebSocketRoute],
        isEncrypted: Bool
    ) {
        self.door = door
        self.limits = limits
        self.mcp = mcp
        self.webSockets = webSockets
        self.isEncrypted = isEncrypted
        let shortest = min(limits.headerTime, limits.bodyTime, limits.writeTime, limits.keepAlive)
        interval = min(.seconds(1), max(.milliseconds(10), shortest / 4)).timeAmount
    }

    /// The rounds of an event loop; called on it.
    func rounds(on eventLoop: any EventLoop) -> ConnectionRounds {
        rounds.withLock { rounds in
            let found = rounds[ObjectIdentifier(eventLoop)]
            let bound = found ?? NIOLoopBound(ConnectionRounds(every: interval, on: eventLoop), eventLoop: eventLoop)
            rounds[ObjectIdentifier(eventLoop)] = bound
            return bound
        }.value
    }

    /// The number of the next exchange.
    func nextExchange() -> Int { exchanges.add(1, ordering: .relaxed).newValue }
}
