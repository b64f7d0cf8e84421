import Foundation
import MCP
import TestPacing
import Testing

/// A hub that serves agents over HTTP, on a port of its own.
struct ServedHub: Sendable {
    let folder: TemporaryFolder
    let process: PipedProcess
    /// Where agents find it.
    let url: String

    /// Starts a hub, and ends it when `body` has returned: nothing may be left running.
    ///
    /// - Parameters:
    ///   - hub: what stands at `hub` in the configuration, besides that nobody is slowed down.
    ///   - server: what stands at `hub` in the entry of each server.
    ///   - folder: a folder that something has been put into.
    static func run(
        _ servers: [(key: String, command: [String])], hub: JSONObject = [:], server: JSONObject = [:],
        in folder: TemporaryFolder? = nil,
        _ body: @Sendable (ServedHub) async throws -> Void
    ) async throws {
        try await Turnstile.hubs.pass {
            let folder = try folder ?? TemporaryFolder()
            var settings: JSONObject = ["http": ["requestsPerMinute": 1_000_000]]
            for member in hub { settings[member.key] = member.value }
            try folder.configure(servers, hub: settings, server: server)
            let command = Peer.built("mcphub") + ["--config", folder.file("mcphub.json"), "serve", "--port", "0"]
            try #require(FileManager.default.isExecutableFile(atPath: command[0]), "mcphub is not built")
            let process = try PipedProcess(
                command, environment: folder.environment, errors: folder.file("hub.err"))
            do {
                let url = try await address(process, folder)
                try await body(ServedHub(folder: folder, process: process, url: url))
                try await end(process, folder)
            } catch {
                killEverything(process, folder)
                throw error
            }
        }
    }

    /// What the hub has said on standard error.
    var complaints: String { folder.read("hub.err") ?? "" }

    private static func address(_ process: PipedProcess, _ folder: TemporaryFolder) async throws -> String {
        try await Patience.find("the address of the hub") {
            let said = folder.read("hub.err") ?? ""
            if let exit = process.exit.now { throw TrialFailure("the hub has ended (\(exit)): \(said)") }
            return said.firstMatch(of: /Agents find the hub at (http:\S+)\s/).map { String($0.1) }
        }
    }

    private static func end(_ process: PipedProcess, _ folder: TemporaryFolder) async throws {
        let family = ProcessTable.descendants(of: process.id)
        process.send(signal: SIGTERM)
        guard let exit = await process.exit.wait({ $0 }) else {
            throw TrialFailure("the hub does not end when it is told to: \(folder.read("hub.err") ?? "")")
        }
        #expect(exit == .code(0), "\(folder.read("hub.err") ?? "")")
        try await ProcessTable.waitForEnd(of: family.union(ProcessTable.marked(folder.marker)))
    }

    private static func killEverything(_ process: PipedProcess, _ folder: TemporaryFolder) {
        let own = ProcessTable.descendants(of: process.id).union(ProcessTable.marked(folder.marker))
        process.send(signal: SIGKILL)
        for entry in own where ProcessTable.isRunning(entry) { kill(entry.id, SIGKILL) }
    }
}
