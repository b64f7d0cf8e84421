import JSONRPC
import MCP
import MCPHub
import Testing

@testable import HubCommand

@Suite struct DoctorTests {
    private func server(_ entry: String) throws -> ServerConfiguration {
        let file = ConfigurationFile(path: "m.json", text: #"{"mcpServers":{"s":\#(entry)}}"#)
        return try #require(try HubConfiguration.load([file]).configuration["s"])
    }

    private func findings(
        _ entry: String, programs: Set<String> = ["/bin/tool", "/work/./tool", "/work/tool"]
    ) throws -> [Finding] {
        Preflight(
            try server(entry), environment: ["PATH": "/usr/bin:/bin"], canRun: programs.contains,
            isFolder: { $0 == "/work" }
        ).findings
    }

    @Test(arguments: [
        #"{"command":"tool"}"#, #"{"command":"/bin/tool"}"#, #"{"command":"./tool","cwd":"/work"}"#,
        #"{"command":"tool","env":{"PATH":"/work"}}"#, #"{"url":"https://example.com/mcp"}"#,
    ])
    func `a server that can be started is left in peace`(entry: String) throws {
        #expect(try findings(entry).isEmpty)
    }

    @Test(arguments: [
        (#"{"command":"uvx"}"#, "m.json:1:21", "the program uvx is in no folder of PATH", "docs.astral.sh"),
        (#"{"command":"other"}"#, "/mcpServers/s/command", "in no folder of PATH", "install it"),
        (#"{"command":"tool","env":{"PATH":"/opt"}}"#, "m.json:1:", "in no folder of PATH", "whole path"),
        (#"{"command":"/opt/tool"}"#, "m.json:1:", "no program that can be run", "chmod +x /opt/tool"),
        (#"{"command":"tool","cwd":"/nowhere"}"#, "/mcpServers/s/cwd", "no folder /nowhere", "cwd"),
        (#"{"command":"tool","env":{"A":"${TOKEN}"}}"#, "/mcpServers/s/env/A", "TOKEN is not set", "set it"),
    ])
    func `what keeps a server from starting is told with its place and a remedy`(
        entry: String, place: String, what: String, remedy: String
    ) throws {
        let finding = try #require(try findings(entry).first)
        #expect(finding.severity == .error)
        #expect(finding.what.contains(place) && finding.what.contains(what), "\(finding.what)")
        #expect(finding.remedy?.contains(remedy) == true, "\(finding.remedy ?? "")")
    }

    private func report(
        _ change: (inout ServerStatus) -> Void, trust: TrustDecision? = .approved
    ) throws
        -> ServerReport
    {
        var status = ServerStatus(key: "s", state: .ready)
        status.protocolVersion = .v2025_06_18
        status.startTime = .milliseconds(812)
        status.toolCount = 3
        status.definitionBytes = 4_000
        change(&status)
        return ServerReport(
            try server(#"{"command":"tool","args":["x"]}"#), preflight: [], status: status, catalog: nil, trust: trust)
    }

    @Test func `a healthy server is summed up in a line`() throws {
        let report = try report { _ in }
        #expect(report.findings.isEmpty)
        let expected = "ready after 812 ms; speaks 2025-06-18 (with a handshake); 3 tools; definitions of 4000 bytes"
        #expect(report.summary == expected + ", about 1000 tokens")
    }

    @Test func `a server that fails is told with its last words and how to try it`() throws {
        let report = try report {
            $0.state = .failed("it exited with code 1")
            $0.errorLines = ["ModuleNotFoundError: no module named x"]
        }
        let finding = try #require(report.findings.first)
        #expect(report.severity == .error && report.summary == nil)
        #expect(finding.what == "it does not start: it exited with code 1")
        #expect(finding.remedy == "read what it says below, or try it by hand: tool x")
        #expect(finding.evidence == ["ModuleNotFoundError: no module named x"])
    }

    @Test func `a server that hangs is told with the time it had`() throws {
        let report = try report { $0.state = .starting }
        #expect(report.findings.first?.what == "it was not ready after 60 s")
    }

    @Test func `what works and is not as it should be is a warning`() throws {
        let report = try report(
            {
                $0.startTime = .milliseconds(12_300)
                $0.noiseLines = 2
                $0.firstNoise = "Hello!"
                $0.definitionBytes = 100_000
            }, trust: .changed(try change()))
        #expect(report.severity == .warning)
        #expect(report.findings.map(\.severity) == [.warning, .warning, .warning, .note])
        let text = report.findings.map(\.what).joined(separator: "\n")
        for part in ["took 12.3 s", "no messages (2 so far)", "25000 tokens", "not those that were approved"] {
            #expect(text.contains(part), "\(part)")
        }
        #expect(report.findings.contains { $0.evidence == ["Hello!"] })
    }

    private func change() throws -> TrustChange {
        var catalog = ChildCatalog(child: "s", protocolVersion: .latest)
        var store = TrustStore()
        store.approve(ToolSetFingerprint(catalog), of: "s", at: "now")
        let tool = try CatalogEntry(.tools, Array(#"{"name":"t"}"#.utf8).span)
        let page = try ListPage(.tools, result: Array(#"{"tools":[\#(JSONValue.object(tool.value))]}"#.utf8).span)
        var collector = ListCollector(.tools)
        _ = collector.receive(page)
        catalog.tools = collector.list
        guard case .changed(let change) = store.decision(on: ToolSetFingerprint(catalog), of: "s") else {
            throw CommandFailure(.hubFailed, "nothing has changed")
        }
        return change
    }

    @Test func `hidden text is found in what a server offers`() throws {
        var catalog = ChildCatalog(child: "s", protocolVersion: .latest)
        catalog.instructions = "x\u{200B}y"
        let report = ServerReport(
            try server(#"{"command":"tool"}"#), preflight: [], status: ServerStatus(key: "s", state: .ready),
            catalog: catalog, trust: nil)
        #expect(report.findings.first?.evidence == ["instructions: hidden characters (zeroWidth): U+200B"])
    }

    @Test func `findings are data for scripts`() throws {
        let document = DoctorOutput.document(
            [try report { $0.noiseLines = 1 }], general: [Finding(.error, "names collide")])
        #expect(document["servers"]?[0]?["findings"]?[0]?["severity"] == "warning")
        #expect(document["findings"]?[0]?["what"] == "names collide")
    }
}
