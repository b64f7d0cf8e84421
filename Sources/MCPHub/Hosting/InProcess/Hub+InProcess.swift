import MCP
import NIOCore

extension Hub {
    /// Serves a server that is part of this program.
    func serve(_ id: ConnectionID, _ name: String) {
        guard let server = options.inProcessServers.first(where: { $0.key == name }) else { return }
        let (near, far) = InMemoryTransport.pair()
        connect(id, over: near) { await server.serve(far) }
    }

    /// Connects to a server that is reached by a URL.
    func dial(_ id: ConnectionID, _ server: ServerConfiguration) {
        do {
            guard let dial = options.dial, case .remote(let remote) = try server.expanded(in: options.environment)
            else {
                throw RemoteServer()
            }
            connect(id, over: try dial(remote))
        } catch {
            // The core is in the middle of deciding on this launch, and hears of it when it is done with that.
            Task { notStarted(id, error) }
        }
    }

    private func connect(
        _ id: ConnectionID, over transport: any Transport, serving: (@Sendable () async -> Void)? = nil
    ) {
        guard let channel = children[id] else { return }
        let (stream, continuation) = AsyncStream<ByteBuffer>.makeStream()
        channel.outbox = continuation
        channel.serving = Task { [self] in
            await Self.carry(stream, over: transport, serving) { events in await self.receive(events, from: id) }
            ended(id)
        }
        // The core is in the middle of deciding on this launch, and hears of it when it is done with that.
        Task {
            core.childLaunched(id, at: uptime)
            settle()
        }
    }

    /// Carries messages both ways until the server or the task ends.
    @concurrent
    private static func carry(
        _ messages: AsyncStream<ByteBuffer>, over transport: any Transport, _ serving: (@Sendable () async -> Void)?,
        receive: @escaping @Sendable ([TransportEvent]) async -> Void
    ) async {
        await withTaskGroup { group in
            if let serving { group.addTask { await serving() } }
            group.addTask { for await message in messages { try? await transport.send(message) } }
            group.addTask { while let events = await transport.receive() { await receive(events) } }
            await group.next()
            group.cancelAll()
            await transport.close()
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
