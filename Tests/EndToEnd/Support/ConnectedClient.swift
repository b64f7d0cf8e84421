import Locking
import MCP
import Processes

/// A client of ours on a server that it has launched.
struct ConnectedClient {
    let client: Client
    let servers: Launches

    /// The servers that were launched for one client: more than one when a legacy server had to be started again.
    final class Launches: Sendable {
        private let children = Locked<[ChildProcess]>([])

        var count: Int { children.withLock { $0.count } }

        func launch(_ command: [String]) async throws -> StdioTransport {
            let child = try await ChildProcess.launch(
                ChildCommand(command[0], arguments: Array(command.dropFirst())))
            children.withLock { $0.append(child) }
            return child.transport
        }

        func terminate() async -> [String] {
            var statuses: [String] = []
            for child in children.withLock({ $0 }) { statuses.append(await child.terminate()) }
            return statuses
        }
    }

    /// Launches a server, connects, and ends both when `body` has returned.
    ///
    /// - Returns: how the server processes ended.
    @discardableResult
    static func with(
        _ command: [String], handlers: ClientHandlers = ClientHandlers(), options: ClientOptions = ClientOptions(),
        _ body: (ConnectedClient) async throws -> Void
    ) async throws -> [String] {
        let launches = Launches()
        do {
            let client = try await Client.connect(
                name: "end-to-end", version: "1.0", handlers: handlers, options: options
            ) { try await launches.launch(command) }
            try await body(ConnectedClient(client: client, servers: launches))
            await client.close()
        } catch {
            _ = await launches.terminate()
            throw error
        }
        return await launches.terminate()
    }
}
