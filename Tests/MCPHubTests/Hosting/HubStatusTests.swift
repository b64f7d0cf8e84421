import JSONRPC
import MCP
import MCPHub
import Testing

@Suite struct HubStatusTests {
    @Test func `a status is told in full and leaves out what is not known`() {
        var server = ServerStatus(key: "git", state: .failed("it exited with code 1"))
        server.startTime = .milliseconds(1_250)
        server.trust = .approved
        var status = HubStatus(servers: [server, ServerStatus(key: "time")])
        status.agents = 1
        let json = status.json
        #expect(json["agents"] == 1)
        #expect(json["servers"]?[0]?["state"] == "failed")
        #expect(json["servers"]?[0]?["problem"] == "it exited with code 1")
        #expect(json["servers"]?[0]?["startMilliseconds"] == 1250)
        #expect(json["servers"]?[0]?["trust"] == "approved")
        #expect(json["servers"]?[1]?["processID"] == nil)
        #expect(json["servers"]?[1]?["problem"] == nil)
        #expect(status["time"]?.state == .configured)
        #expect(status["nobody"] == nil)
    }

    @Test func `the remedy is told before the bare reason`() {
        var server = ServerStatus(key: "git", state: .failed("bare"))
        #expect(server.problem == "bare")
        server.problems = ["with a remedy"]
        #expect(server.problem == "with a remedy")
    }

    @Test(arguments: [
        (HubLogEntry(.info, "started"), "started"),
        (HubLogEntry(.warning, server: "git", "ended"), "warning: server 'git': ended"),
        (HubLogEntry(.error, "a\u{1B}[31m"), "error: a\\u{1B}[31m"),
    ])
    func `an entry of the log is a line that is safe for a terminal`(entry: HubLogEntry, line: String) {
        #expect(entry.description == line)
    }
}
