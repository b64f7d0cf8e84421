import MCPHub
import Testing

/// Several files together.
@Suite struct ConfigurationMergeTests {
    @Test func `of two servers with one key that of the later file counts`() throws {
        let first = #"{"mcpServers": {"a": {"command": "old", "args": ["x"]}, "b": {"command": "b"}}}"#
        let second = #"{"servers": {"c": {"command": "c"}, "a": {"command": "new"}}}"#
        let loaded = try load(first, second)
        #expect(loaded.configuration.servers.map(\.description) == ["a: new", "b: b", "c: c"])
        #expect(loaded.configuration["a"]?.origin.position.file == "1.json")
        #expect(
            loaded.notes.map(\.description) == [
                "1.json:1:37: /servers/a: note: this server replaces the one at 0.json:1:17; "
                    + "give one of them another key to have both"
            ])
    }

    @Test func `the same server twice is no conflict`() throws {
        let text = #"{"mcpServers": {"a": {"command": "a"}}}"#
        #expect(try load(text, text).notes.isEmpty)
    }

    @Test func `settings are replaced one by one`() throws {
        let first =
            #"{"hub": {"names": "plain", "limits": {"depth": 64, "toolsPerServer": 5}, "tools": ["hub_status"]}}"#
        let second = "{\n\"hub\": {\"limits\": {\n\"depth\": 32},\n\"tools\": [\"hub_call_tool\"], \"trust\": \"off\"}}"
        let loaded = try load(first, second)
        #expect(loaded.configuration.settings.names == .plain)
        #expect(loaded.configuration.settings.limits.depth == 32)
        #expect(loaded.configuration.settings.limits.toolsPerServer == 5)
        #expect(loaded.configuration.settings.tools == [.callTool])
        #expect(loaded.configuration.settings.trust == .off)
        #expect(
            loaded.notes.map(\.description) == [
                "1.json:3:1: /hub/limits/depth: note: this replaces the value at 0.json:1:39; keep one of the two",
                "1.json:4:1: /hub/tools: note: this replaces the value at 0.json:1:74; keep one of the two",
            ])
    }

    @Test func `a file of our own adds settings to the servers of a client`() throws {
        let client = #"{"mcpServers": {"git": {"command": "uvx", "hub": {"start": "lazy", "era": "legacy"}}}}"#
        let own = #"{"hub": {"servers": {"git": {"prefix": "g", "era": "auto", "tools": {"deny": ["git_push"]}}}}}"#
        for files in [[client, own], [own, client]] {
            let sources = files.enumerated().map { ConfigurationFile(path: "\($0).json", text: $1) }
            let loaded = try HubConfiguration.load(sources)
            let settings = try #require(loaded.configuration["git"]?.settings)
            #expect(settings.prefix == "g" && settings.start == .lazy && settings.era == .auto)
            #expect(!settings.tools.offers("git_push"))
            #expect(loaded.notes.map(\.what) == ["this replaces what the server's own entry says"])
        }
    }

    @Test func `a mistake in a value that a later file replaces is still told`() {
        #expect(
            problems(#"{"hub": {"names": 5}}"#, #"{"hub": {"names": "plain"}}"#).first?.hasPrefix(
                "0.json:1:10: /hub/names: expected") == true)
    }

    @Test func `a wrong value is told at the file that it came from`() {
        let lines = problems(#"{"hub": {"limits": {"depth": 64}}}"#, "{\n\"hub\": {\"limits\": {\n\"detph\": 1}}}")
        #expect(lines == [#"1.json:3:1: /hub/limits/detph: unknown key; did you mean "depth"?"#])
    }

    @Test func `no files make an empty configuration`() throws {
        #expect(try load().configuration == HubConfiguration())
    }

    @Test func `what is the same in another place is the same`() throws {
        let left = try load(server(#""command": "a", "env": {"A": "b"}"#)).configuration
        let right = try load("// moved\n\n" + server(#""env": {"A": "b"}, "command": "a""#), path: "else.json")
            .configuration
        #expect(left == right)
        #expect(left["a"]?.origin.position != right["a"]?.origin.position)
    }
}
