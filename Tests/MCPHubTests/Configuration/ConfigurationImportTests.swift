import JSONRPC
import MCPHub
import Testing

/// The way in: a first configuration, or the servers of another client.
@Suite struct ConfigurationImportTests {
    @Test func `the first configuration can be used and explains itself`() throws {
        let loaded = try load(StarterConfiguration.text)
        #expect(loaded.notes.isEmpty)
        #expect(loaded.configuration.enabledServers.map(\.key) == ["time"])
        #expect(StarterConfiguration.text.contains("//"))
    }

    @Test(arguments: ConfigurationSample.clients + [.complete])
    func `an imported file says the same as the client's`(sample: ConfigurationSample) throws {
        let file = ConfigurationFile(path: "/p/mcp.json", text: sample.text)
        let imported = try ClientImport(file)
        let original = try HubConfiguration.load([file]).configuration
        let copy = try HubConfiguration.load([ConfigurationFile(path: "/p/mcphub.json", text: imported.text)])
        #expect(copy.notes.isEmpty || sample.name == "all settings")
        if sample.name == "VS Code" { return }
        #expect(copy.configuration == original)
    }

    @Test func `an import is laid out for people`() throws {
        let text =
            #"{"servers": {"a": {"type": "stdio", "command": "npx", "args": ["-y", "x"], "gallery": true}, "b": {"url": "http://a"}}}"#
        let imported = try ClientImport(ConfigurationFile(path: "f", text: text))
        #expect(
            imported.text == """
                {
                  "mcpServers": {
                    "a": { "type": "stdio", "command": "npx", "args": ["-y", "x"] },
                    "b": { "url": "http://a" }
                  }
                }

                """)
        #expect(imported.notes.map(\.pointer) == ["/servers/a/gallery"])
    }

    @Test func `inputs become variables`() throws {
        let sample = try #require(ConfigurationSample.clients.last)
        let imported = try ClientImport(ConfigurationFile(path: "f", text: sample.text))
        #expect(imported.text.contains(#""Bearer ${GITHUB_TOKEN}""#))
        #expect(!imported.text.contains("input"))
        #expect(
            imported.notes.map(\.description).contains(
                "f:10:20: /servers/github/headers/Authorization: note: the input github-token became the variable GITHUB_TOKEN; "
                    + "set it where the hub is started"))
        #expect(!imported.notes.contains { $0.what.contains("cannot start") })
    }

    @Test func `servers of single projects are named`() throws {
        let text =
            #"{"mcpServers": {}, "projects": {"/p": {"mcpServers": {"a": {"command": "a"}}}, "/q": {"mcpServers": {}}}}"#
        let imported = try ClientImport(ConfigurationFile(path: "f", text: text))
        #expect(imported.notes.map(\.pointer).contains("/projects/~1p"))
        #expect(!imported.notes.map(\.pointer).contains("/projects/~1q"))
    }

    @Test func `a file that cannot be used is not imported`() {
        #expect(throws: ConfigurationError.self) { try ClientImport(ConfigurationFile(path: "f", text: server(""))) }
    }

    @Test func `long values are spread over lines`() throws {
        let long = String(repeating: "x", count: 70)
        let text = server(#""command": "a", "args": ["\#(long)", "b"], "env": {}"#)
        let imported = try ClientImport(ConfigurationFile(path: "f", text: text))
        #expect(
            imported.text == """
                {
                  "mcpServers": {
                    "a": {
                      "command": "a",
                      "args": [
                        "\(long)",
                        "b"
                      ],
                      "env": {}
                    }
                  }
                }

                """)
    }
}
