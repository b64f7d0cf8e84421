import Foundation
import MCP

/// One run of `mcphub` that ends by itself.
enum HubCommand {
    /// Runs a subcommand on the configuration of a folder.
    static func run(_ arguments: [String], in folder: TemporaryFolder) async throws -> Peer.Outcome {
        try await plain(["--config", folder.file("mcphub.json")] + arguments, in: folder)
    }

    /// Runs `mcphub` with these arguments alone, inside the folder.
    static func plain(_ arguments: [String], in folder: TemporaryFolder) async throws -> Peer.Outcome {
        try await Peer.run(Peer.built("mcphub") + arguments, environment: folder.environment, in: folder.path)
    }

    /// Runs a subcommand that prints JSON.
    static func json(_ arguments: [String], in folder: TemporaryFolder) async throws -> JSONValue {
        let outcome = try await run(arguments + ["--json"], in: folder)
        do {
            return try JSONValue(parsing: outcome.output)
        } catch {
            throw TrialFailure("\(arguments) printed no JSON: \(outcome.all)")
        }
    }
}
