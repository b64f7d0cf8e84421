import NIOCore
import Synchronization

/// What all connections of a server share.
final class ServerContext: Sendable {
    let door: FrontDoor
    let limits: ServerLimits
    let mcp: StreamableHTTP?
    let webSockets: [WebSocketRoute]
    let isEncrypted: Bool
    /// How often a connection looks at the time.
    let watchInterval: TimeAmount
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
        let shortest = min(limits.headerTime, limits.bodyTime, limits.writeTime)
        watchInterval = min(.seconds(10), max(.milliseconds(10), shortest / 4)).timeAmount
    }

    /// The number of the next exchange.
    func nextExchange() -> Int { exchanges.add(1, ordering: .relaxed).newValue }
}
