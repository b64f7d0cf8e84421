import MCPHub
import Testing

/// The files of other clients are read as they are.
@Suite struct ConfigurationClientTests {
    private func load(_ client: String, path: String = "f.json") throws -> LoadedConfiguration {
        let sample = try #require(ConfigurationSample.clients.first { $0.name == client })
        return try MCPHubTests.load(sample.text, path: path)
    }

    private func process(_ server: ServerConfiguration?) throws -> ProcessEndpoint {
        guard case .process(let process) = server?.endpoint else { throw Missing() }
        return process
    }

    private func remote(_ server: ServerConfiguration?) throws -> RemoteEndpoint {
        guard case .remote(let remote) = server?.endpoint else { throw Missing() }
        return remote
    }

    private struct Missing: Error {}

    @Test func `Claude Desktop's file is read`() throws {
        let loaded = try load("Claude Desktop")
        #expect(loaded.configuration.servers.map(\.key) == ["filesystem", "github"])
        let github = try process(loaded.configuration["github"])
        #expect(github.command.text == "docker")
        #expect(github.arguments.map(\.text).last == "ghcr.io/github/github-mcp-server")
        #expect(github.environment.mapValues(\.text) == ["GITHUB_TOKEN": "s3cret"])
        #expect(
            loaded.notes.map(\.description) == [
                "f.json:2:3: /globalShortcut: note: members without effect here: globalShortcut, preferences; "
                    + "nothing needs to be done"
            ])
    }

    @Test func `Claude Code's file is read`() throws {
        let configuration = try load("Claude Code").configuration
        #expect(try process(configuration["db"]).environment["DB_URL"]?.variables == ["DB_URL"])
        #expect(try remote(configuration["api"]).binding == .http)
        #expect(try remote(configuration["api"]).headers.keys.sorted() == ["Authorization"])
        #expect(try remote(configuration["events"]).binding == .sse)
    }

    @Test func `Cursor's file is read`() throws {
        let configuration = try load("Cursor").configuration
        #expect(try process(configuration["local"]).environmentFile?.text == "${workspaceFolder}/.env")
        #expect(try remote(configuration["remote"]).binding == .automatic)
        #expect(configuration["off"]?.isDisabled == true)
        #expect(configuration.enabledServers.map(\.key) == ["local", "remote"])
    }

    @Test func `VS Code's file is read, and its inputs are told`() throws {
        let loaded = try load("VS Code")
        #expect(loaded.configuration.servers.map(\.key) == ["github", "playwright"])
        #expect(
            loaded.notes.map(\.description).contains(
                "f.json:10:20: /servers/github/headers/Authorization: note: only VS Code can ask for the input github-token, "
                    + "so this server cannot start; write a variable such as ${GITHUB_TOKEN} instead"))
        let error = #expect(throws: ExpansionError.self) { try loaded.configuration["github"]?.expanded(in: [:]) }
        #expect(error?.failures.map(\.reason) == [.input("github-token")])
    }

    @Test(arguments: [
        (#""url": "http://a""#, RemoteEndpoint.Binding.automatic), (#""type": "http", "url": "http://a""#, .http),
        (#""type": "streamable-http", "url": "http://a""#, .http),
        (#""type": "streamableHttp", "url": "http://a""#, .http), (#""type": "sse", "url": "http://a""#, .sse),
        (#""type": "http", "url": "http://a", "command": "b""#, .http),
    ])
    func `type, or what is there, decides how a server is reached`(
        members: String, binding: RemoteEndpoint.Binding
    ) throws {
        #expect(try remote(MCPHubTests.load(server(members)).configuration["a"]).binding == binding)
    }

    @Test func `every setting is read`() throws {
        let configuration = try MCPHubTests.load(ConfigurationSample.complete.text).configuration
        let settings = configuration.settings
        #expect(settings.names == .plain && settings.separator == "." && settings.trust == .block)
        #expect(settings.uris == .prefixed)
        #expect(settings.tools == [.searchTools, .status])
        #expect(settings.limits.messageBytes == 8 << 20 && settings.limits.resultBytes == 1 << 20)
        #expect(settings.limits.depth == 64 && settings.limits.stderrBytes == 4096)
        #expect(settings.limits.concurrentCalls == 10 && settings.limits.concurrentCallsPerServer == 5)
        #expect(settings.limits.parkedCallsPerPrincipal == 0 && settings.limits.parkedCallLifetime == .seconds(90))
        #expect(settings.limits.toolsPerServer == 100)
        #expect(settings.audit?.path.text == "${HOME}/audit.jsonl" && settings.audit?.redact == false)
        guard case .file(let cache) = settings.manifestCache else { throw Missing() }
        #expect(try cache.expandedPath(in: [:]) == "cache.json")
    }

    @Test func `every setting of a server is read`() throws {
        let server = try #require(MCPHubTests.load(ConfigurationSample.complete.text).configuration["git"])
        #expect(server.prefix == "" && server.settings.start == .lazy && server.settings.isolation == .perPrincipal)
        #expect(server.settings.era == .modern, "hub.servers wins over the entry")
        #expect(server.settings.idleStop == .seconds(600) && server.settings.startTimeout == .seconds(90))
        #expect(server.settings.callTimeout == nil)
        #expect(server.settings.tools.allow == ["git_*"] && server.settings.tools.rename == ["git_log": "history"])
        #expect(server.settings.restart.policy == .always && server.settings.restart.maximumAttempts == 3)
        #expect(server.settings.restart.initialDelay == .milliseconds(100))
        #expect(server.settings.restart.maximumDelay == .seconds(90))
    }

    @Test func `what is not set is as the schema says`() throws {
        let configuration = try MCPHubTests.load(server(#""command": "a""#)).configuration
        #expect(configuration.settings == HubSettings())
        #expect(configuration["a"]?.settings == ServerSettings())
        #expect(configuration["a"]?.prefix == "a")
    }
}
