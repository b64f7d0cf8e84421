import Foundation
import MCP

/// One scripted child in the configuration of a hub.
struct ScriptedChild: Sendable {
    let key: String
    let flags: [String]
    /// What stands at `hub` in its entry.
    var settings: JSONObject = [:]
    /// The tool that is listed once it is ready; nil when it will not be.
    var ready: String? = "echo"

    /// A child of the handshake era.
    static func legacy(_ key: String = "one", _ flags: String...) -> ScriptedChild {
        ScriptedChild(key: key, flags: ["--era", "legacy"] + flags)
    }

    /// A child of the stateless era.
    static func modern(_ key: String = "one", _ flags: String...) -> ScriptedChild {
        ScriptedChild(key: key, flags: ["--era", "modern"] + flags)
    }

    /// A child of either era.
    static func speaking(_ era: ProtocolVersion.Era, _ key: String = "one", _ flags: String...) -> ScriptedChild {
        ScriptedChild(key: key, flags: ["--era", era == .modern ? "modern" : "legacy"] + flags)
    }

    func with(_ settings: JSONObject) -> ScriptedChild {
        var child = self
        for member in settings { child.settings[member.key] = member.value }
        return child
    }

    /// The same child, of which nobody waits until it is ready.
    func unawaited() -> ScriptedChild { awaiting(nil) }

    func awaiting(_ tool: String?) -> ScriptedChild {
        var child = self
        child.ready = tool
        return child
    }

    func log(in folder: TemporaryFolder) -> ChildLog { ChildLog(path: folder.file("\(key).log")) }

    /// The command that launches it.
    func command(in folder: TemporaryFolder) -> [String] {
        Peer.script("scripted_child.py") + ["--name", key, "--log", folder.file("\(key).log")] + flags
    }

    /// Its entry in a configuration.
    func entry(in folder: TemporaryFolder) -> JSONValue {
        let command = command(in: folder)
        var entry: JSONObject = [
            "command": .string(command[0]), "args": .array(command.dropFirst().map(JSONValue.string)),
            "env": ["MCPHUB_TRIAL": .string(folder.marker)],
        ]
        if !settings.isEmpty { entry["hub"] = .object(settings) }
        return .object(entry)
    }
}

/// What a scripted child has recorded.
struct ChildLog: Sendable {
    let path: String

    func entries() -> [JSONValue] {
        let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        return lines.compactMap { try? JSONValue(parsing: String($0)) }
    }

    /// What it has read, in order.
    func received(_ method: String? = nil) -> [JSONValue] { messages("in", method) }

    /// What it has written, in order.
    func sent(_ method: String? = nil) -> [JSONValue] { messages("out", method) }

    /// The calls of one of its tools.
    func calls(_ tool: String) -> [JSONValue] {
        received("tools/call").filter { $0["params"]?["name"] == .string(tool) }
    }

    /// What it has read as answers to its own requests.
    func answers() -> [JSONValue] { received().filter { $0["method"] == nil } }

    /// What it has noted.
    func events(_ name: String) -> [JSONValue] { entries().filter { $0["event"] == .string(name) } }

    /// Its processes, in the order in which they were started.
    func starts() -> [Int32] { events("start").compactMap { $0["pid"]?.integer }.map(Int32.init) }

    /// Waits until the record is as wanted.
    func until(_ what: String, _ condition: (ChildLog) -> Bool) async throws {
        do {
            try await Patience.until(what) { condition(self) }
        } catch {
            let entries = entries().suffix(30).map { String($0.description.prefix(800)) }
            throw TrialFailure("\(error); the child's record ends with\n\(entries.joined(separator: "\n"))")
        }
    }

    /// Waits until it has been called.
    func untilCalled(_ tool: String, times: Int = 1) async throws {
        try await until("call \(times) of \(tool)") { $0.calls(tool).count >= times }
    }

    private func messages(_ direction: String, _ method: String?) -> [JSONValue] {
        let all = entries().compactMap { $0[direction] }
        return method.map { method in all.filter { $0["method"] == .string(method) } } ?? all
    }
}
