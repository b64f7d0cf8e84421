import MCP
import NIOCore

extension Hub {
    /// Serves a server that is part of this program.
    func serve(_ id: ConnectionID, _ name: String) {
        guard let channel = children[id], let server = options.inProcessServers.first(where: { $0.key == name }) else {
            return
        }
        let (stream, continuation) = AsyncStream<ByteBuffer>.makeStream()
        channel.outbox = continuation
        let (near, far) = InMemoryTransport.pair()
        channel.serving = Task { [self] in
            await Self.carry(stream, over: near, to: far, server) { events in await self.receive(events, from: id) }
            ended(id)
        }
        // The core may be in the middle of deciding on this launch, and hears of it when it is done with that.
        Task {
            core.childLaunched(id, at: uptime)
            settle()
        }
    }

    /// Carries messages both ways until the server or the task ends.
    @concurrent
    private static func carry(
        _ messages: AsyncStream<ByteBuffer>, over near: InMemoryTransport, to far: InMemoryTransport,
        _ server: InProcessServer, receive: @escaping @Sendable ([TransportEvent]) async -> Void
    ) async {
        await withTaskGroup { group in
            group.addTask { await server.serve(far) }
            group.addTask { for await message in messages { try? await near.send(message) } }
            group.addTask { while let events = await near.receive() { await receive(events) } }
            await group.next()
            group.cancelAll()
            await near.close()
        }
    }

    private func receive(_ events: [TransportEvent], from id: ConnectionID) {
        for event in events {
            switch event {
            case .message(let line): core.childSent(line, from: id, at: uptime)
            case .oversized(let limit): core.childSentOversized(ByteBuffer(), limit: limit, from: id, at: uptime)
            }
        }
        settle()
    }

    private func ended(_ id: ConnectionID) {
        guard let channel = children.removeValue(forKey: id) else { return }
        channel.outbox?.finish()
        core.childEnded(id, ChildEnding(isError: !channel.isEnding, reason: "has ended"), at: uptime)
        settle()
        wakeWaiters()
    }
}
