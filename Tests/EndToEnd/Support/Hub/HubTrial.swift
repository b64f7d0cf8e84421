import Foundation
import MCP
import TestPacing
import Testing

/// A hub with scripted children behind it and the scripted agent that it serves.
struct HubTrial: Sendable {
    let folder: TemporaryFolder
    let agent: ScriptedAgent
    let children: [ScriptedChild]

    /// Starts a hub, waits until its children are listed, and ends it all when `body` has returned: nothing may be
    /// left running.
    ///
    /// - Parameters:
    ///   - hub: what stands at `hub` in the configuration.
    ///   - folder: the folder of an earlier hub, whose caches this one then has.
    static func run(
        _ children: [ScriptedChild], hub: JSONObject = [:], as manner: ScriptedAgent.Manner = .modern,
        capabilities: JSONObject = ScriptedAgent.everything, in folder: TemporaryFolder? = nil,
        _ body: @Sendable (HubTrial) async throws -> Void
    ) async throws {
        try await Turnstile.hubs.pass {
            let folder = try folder ?? TemporaryFolder()
            try configure(children, hub, in: folder)
            let agent = try ScriptedAgent(
                command(in: folder), environment: folder.environment, errors: folder.file("hub.err"), manner: manner,
                capabilities: capabilities)
            let trial = HubTrial(folder: folder, agent: agent, children: children)
            do {
                try await agent.connect()
                try await trial.untilListed(hub)
                try await body(trial)
            } catch {
                trial.killEverything()
                throw error
            }
            try await trial.end()
        }
    }

    /// The command of a hub that serves an agent.
    static func command(in folder: TemporaryFolder) throws -> [String] {
        let hub = Peer.built("mcphub")
        try #require(FileManager.default.isExecutableFile(atPath: hub[0]), "mcphub is not built")
        return hub + ["--config", folder.file("mcphub.json"), "stdio"]
    }

    /// Writes the configuration.
    static func configure(_ children: [ScriptedChild], _ hub: JSONObject, in folder: TemporaryFolder) throws {
        var servers = JSONObject()
        for child in children { servers[child.key] = child.entry(in: folder) }
        let configuration: JSONValue = ["mcpServers": .object(servers), "hub": .object(hub)]
        try folder.write(configuration.description, to: "mcphub.json")
    }

    func log(_ key: String = "one") -> ChildLog { ChildLog(path: folder.file("\(key).log")) }

    /// What the hub has said on standard error.
    var complaints: String { folder.read("hub.err") ?? "" }

    private func untilListed(_ hub: JSONObject) async throws {
        let isPlain = hub["names"] == "plain"
        let awaited = children.compactMap { child in
            child.ready.map { isPlain ? $0 : "\(child.settings["prefix"]?.string ?? child.key)__\($0)" }
        }
        guard !awaited.isEmpty else { return }
        try await untilTools("to list \(awaited)") { Set(awaited).isSubset(of: $0) }
    }

    /// Waits until the list of tools is as wanted.
    func untilTools(_ what: String, _ condition: ([String]) -> Bool) async throws {
        do {
            try await Patience.until(what) { condition(try await agent.toolNames()) }
        } catch {
            throw agent.failure("\(error)")
        }
    }

    /// Ends the hub as an agent does, and looks whether anything is left.
    private func end() async throws {
        let family = ProcessTable.descendants(of: agent.process.id)
        agent.process.closeInput()
        guard let exit = await agent.process.exit.wait({ $0 }) else {
            let failure = agent.failure("the hub does not end when its agent is gone")
            killEverything()
            throw failure
        }
        // A test may have killed it, which it then has asked about itself.
        if case .code(let code) = exit { #expect(code == 0, "\(complaints)") }
        do {
            try await ProcessTable.waitForEnd(of: family.union(ProcessTable.marked(folder.marker)))
        } catch {
            killEverything()
            throw error
        }
    }

    /// Leaves nothing behind when a test has failed.
    private func killEverything() {
        let own = ProcessTable.descendants(of: agent.process.id).union(ProcessTable.marked(folder.marker))
        agent.process.send(signal: SIGKILL)
        for entry in own where ProcessTable.isRunning(entry) { kill(entry.id, SIGKILL) }
    }
}
