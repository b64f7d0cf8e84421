import MCP
import TestPacing
import Testing

/// Checks of a hub's front door, made by a peer that speaks to it as bytes.
enum DoorTrial {
    /// Lets a group of checks at a hub of its own, and expects that all pass.
    ///
    /// - Parameters:
    ///   - checks: how many there are, the end of the hub included.
    ///   - environment: the Python environment that the group needs; nil when the standard library is enough.
    static func run(
        _ group: String, _ children: [ScriptedChild], hub: JSONObject, in folder: TemporaryFolder, checks: Int,
        arguments: [String] = [], environment: String? = nil, variables: [String: String] = [:]
    ) async throws {
        try await Turnstile.hubs.pass {
            try HubTrial.configure(children, hub, in: folder)
            let serve = Peer.built("mcphub") + ["serve", "--config", folder.file("mcphub.json"), "--port", "0"]
            let peer = environment.map { Peer.python($0, "door.py") } ?? Peer.script("door.py")
            let outcome = try await Peer.run(
                peer + [group] + arguments + ["--"] + serve,
                environment: folder.environment.merging(variables) { $1 })
            let lines = outcome.output.split(separator: "\n").compactMap { try? JSONValue(parsing: String($0)) }
            for line in lines where line["check"] != nil {
                #expect(
                    line["ok"] == true, "\(line["check"]?.string ?? ""): \(line["detail"]?.string ?? "")")
            }
            #expect(lines.count { $0["ok"] == true } == checks, "\(outcome.errors)")
            try await ProcessTable.waitForEnd(of: ProcessTable.marked(folder.marker))
        }
    }
}
