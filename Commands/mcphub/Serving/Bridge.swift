import HTTPClient
import MCP
import MCPHub
import MCPStreamableHTTP

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Passes what an agent says over standard input on to a hub on the network, and back.
struct Bridge {
    private let environment: [String: String]

    init(_ program: ProgramEnvironment) {
        environment = program.variables
    }

    /// Serves until the agent's input ends.
    func run(to url: String) async throws(CommandFailure) {
        let (hub, agent, remote) = try ends(url)
        await withTaskGroup { group in
            group.addTask { await Self.pass(from: agent, to: hub) }
            group.addTask { await Self.pass(from: hub, to: agent) }
            await group.next()
            group.cancelAll()
            await hub.close()
            await agent.close()
        }
        await remote.shutdown()
    }

    private func ends(_ url: String) throws(CommandFailure) -> (any Transport, any Transport, RemoteServers) {
        var headers: [String: String] = [:]
        if let token = environment["MCPHUB_TOKEN"], !token.isEmpty { headers["Authorization"] = "Bearer \(token)" }
        do {
            let remote = try RemoteServers(environment: environment)
            let hub = try remote.transport(to: url, headers: headers)
            return (hub, try StdioTransport(input: STDIN_FILENO, output: STDOUT_FILENO), remote)
        } catch {
            throw CommandFailure(.usage, error)
        }
    }

    private static func pass(from source: any Transport, to target: any Transport) async {
        while let events = await source.receive() {
            for case .message(let message) in events {
                do { try await target.send(message) } catch { return }
            }
        }
    }
}
