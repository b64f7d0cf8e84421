import MCPHub
import Testing

/// What a reload has to do.
@Suite struct ConfigurationDifferenceTests {
    private func difference(_ old: String, _ new: String) throws -> ConfigurationDifference {
        ConfigurationDifference(from: try load(old).configuration, to: try load(new).configuration)
    }

    @Test func `each server is in one list`() throws {
        let old = """
            {"mcpServers": {"gone": {"command": "a"}, "moved": {"command": "a"}, "changed": {"command": "a"},
             "tuned": {"command": "a"}, "off": {"command": "a"}, "on": {"command": "a", "disabled": true}}}
            """
        let new = """
            {"mcpServers": {"new": {"url": "http://a"}, "changed": {"command": "b"}, "moved": {"command": "a"},
             "tuned": {"command": "a", "hub": {"callTimeout": 1}}, "off": {"command": "a", "disabled": true},
             "on": {"command": "a"}}, "hub": {"names": "plain"}}
            """
        let difference = try difference(old, new)
        #expect(difference.added == ["new", "on"])
        #expect(difference.removed == ["gone", "off"])
        #expect(difference.restarted == ["changed"])
        #expect(difference.adjusted == ["tuned"])
        #expect(difference.unchanged == ["moved"])
        #expect(difference.changesHub && !difference.isEmpty)
    }

    @Test(arguments: [
        #""command": "b""#, #""command": "a", "args": ["x"]"#, #""command": "a", "env": {"A": "b"}"#,
        #""command": "a", "cwd": "/""#, #""command": "a", "envFile": ".env""#, #""url": "http://a""#,
        #""command": "a", "hub": {"isolation": "per-principal"}"#, #""command": "a", "hub": {"era": "legacy"}"#,
    ])
    func `what concerns the process restarts it`(members: String) throws {
        #expect(try difference(server(#""command": "a""#), server(members)).restarted == ["a"])
    }

    @Test(arguments: [
        #""prefix": "x""#, #""tools": {"deny": ["*"]}"#, #""start": "lazy""#, #""idleStop": "1m""#,
        #""startTimeout": 1"#,
        #""callTimeout": "never""#, #""restart": {"policy": "never"}"#,
    ])
    func `what concerns only the hub restarts nothing`(members: String) throws {
        let difference = try difference(server(#""command": "a""#), settings(members))
        #expect(difference.adjusted == ["a"] && difference.restarted.isEmpty)
    }

    @Test func `comments, order and unknown members change nothing`() throws {
        let old = #"{"mcpServers": {"a": {"command": "a", "env": {"A": "1", "B": "2"}}, "b": {"command": "b"}}}"#
        let new =
            #"{/* x */"mcpServers": {"b": {"command": "b", "x": 1}, "a": {"env": {"B": "2", "A": "1"}, "command": "a"}}}"#
        #expect(try difference(old, new).isEmpty)
    }
}
