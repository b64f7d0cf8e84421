import Foundation
import MCP
import TestPacing
import Testing

/// The subcommands of `mcphub` for people and scripts, and the codes they exit with.
@Suite struct CommandTests {
    private static let small = ScriptedChild.legacy("one", "--only", "echo,fail,values,ask_form,fail_with")
    private static let dead = ScriptedChild.legacy("dead", "--die").with(["restart": ["policy": "never"]])

    /// Runs a body in a folder with a configuration of these children.
    private func with(
        _ children: [ScriptedChild], _ body: @escaping @Sendable (TemporaryFolder) async throws -> Void
    ) async throws {
        try await Turnstile.hubs.pass {
            let folder = try TemporaryFolder()
            try HubTrial.configure(children, [:], in: folder)
            try await body(folder)
            try await ProcessTable.waitForEnd(of: ProcessTable.marked(folder.marker))
        }
    }

    @Test func `list shows the tools, prompts and resources of all children`() async throws {
        try await with([Self.small, .modern("two", "--only", "echo", "--bare")]) { folder async throws in
            let tools = try await HubCommand.run(["list"], in: folder)
            #expect(tools.code == 0, "\(tools.all)")
            #expect(tools.output.contains("one__echo") && tools.output.contains("two__echo"), "\(tools.all)")
            #expect(tools.output.contains("A scripted tool."))
            #expect(try await HubCommand.run(["list", "--prompts"], in: folder).output.contains("one__greeting"))
            #expect(try await HubCommand.run(["list", "--resources"], in: folder).output.contains("scripted://static"))
            let json = try await HubCommand.json(["list"], in: folder)
            #expect(json.description.contains(#""one__values""#))
        }
    }

    @Test(arguments: [
        (["text=hello"], "hello"), ([#"{"text": "hello"}"#], "hello"), (["text=a=b"], "a=b"),
        ([#"text="quoted""#], #""quoted""#),
        ([], ""), (["text=42"], "42"),
    ])
    func `call prints what the tool answers`(arguments: [String], expected: String) async throws {
        try await with([Self.small]) { folder async throws in
            let outcome = try await HubCommand.run(["call", "one__echo"] + arguments, in: folder)
            #expect(outcome.code == 0, "\(outcome.all)")
            #expect(outcome.output.trimmingCharacters(in: .newlines) == expected, "\(outcome.all)")
        }
    }

    @Test func `call with --json prints the whole result`() async throws {
        try await with([Self.small]) { folder async throws in
            let json = try await HubCommand.json(["call", "one__echo", "text=hello"], in: folder)
            #expect(json["content"]?[0]?["text"] == "hello", "\(json)")
        }
    }

    /// What goes wrong, and the code that tells.
    static let failures: [(arguments: [String], codes: Set<Int32>, text: String)] = [
        (["call", "one__fail", "text=no luck"], [1], "no luck"), (["call", "one__echo", "{"], [2], "JSON"),
        (["call", "one__nothing"], [2, 3, 4], "one__nothing"), (["call", "dead__echo"], [2, 3, 4], "dead"),
        (["call", "one__fail_with", "code=-32603", "message=oh"], [4], "oh"),
        (["call", "one__ask_form"], [1, 4], "asked"), (["nonsense"], [2], "--help"), (["call"], [2], "NAME"),
        (["list", "--nonsense"], [2], "nonsense"), (["status"], [3], "dead"),
        (["doctor"], [3], "cannot open the database"), (["doctor", "nobody"], [2, 3], "nobody"),
        (["diff", "nobody"], [2, 3], "nobody"), (["approve", "nobody"], [2, 3], "nobody"),
    ]

    @Test(arguments: Array(0..<failures.count))
    func `what goes wrong is told in words and by a code`(number: Int) async throws {
        let failure = Self.failures[number]
        try await with([Self.small, Self.dead]) { folder async throws in
            let outcome = try await HubCommand.run(failure.arguments, in: folder)
            #expect(
                failure.codes.contains(outcome.code ?? -1), "\(failure.arguments): \(outcome.status), \(outcome.all)")
            #expect(
                failure.text.isEmpty || outcome.all.lowercased().contains(failure.text.lowercased()), "\(outcome.all)")
            #expect(!outcome.all.contains("Swift."), "\(outcome.all)")
        }
    }

    @Test func `status shows every child with its state, in words and as JSON`() async throws {
        try await with([Self.small, .modern("two", "--only", "echo", "--bare")]) { folder async throws in
            let outcome = try await HubCommand.run(["status"], in: folder)
            #expect(outcome.code == 0, "\(outcome.all)")
            #expect(outcome.output.contains("one") && outcome.output.contains("ready"), "\(outcome.all)")
            let json = try await HubCommand.json(["status"], in: folder)
            let servers = json["servers"]?.array ?? []
            #expect(servers.map { $0["name"] } == ["one", "two"])
            #expect(servers.map { $0["protocolVersion"] } == ["2025-11-25", "2026-07-28"])
            #expect(servers.map { $0["toolCount"] } == [5, 1])
        }
    }

    @Test func `doctor is content with children that are well`() async throws {
        try await with([Self.small]) { folder async throws in
            let outcome = try await HubCommand.run(["doctor"], in: folder)
            #expect(outcome.code == 0, "\(outcome.all)")
            #expect(outcome.output.contains("one"))
        }
    }

    /// Entries that cannot work, and what doctor has to say of them.
    static let illnesses: [(entry: JSONValue, text: String)] = [
        (["command": "no-such-program-anywhere"], "PATH"), (["command": "/no/such/program"], "/no/such/program"),
        (["command": "sh", "env": ["A": "${NOT_SET_ANYWHERE}"]], "NOT_SET_ANYWHERE"),
        (["command": "sh", "args": ["-c", "echo the engine is cold >&2; exit 7"]], "the engine is cold"),
        (["command": "sh", "cwd": "/no/such/folder"], "/no/such/folder"),
        (["command": "sh", "args": ["-c", "exec sleep 1000"], "hub": ["startTimeout": "300ms"]], "0.3 seconds"),
    ]

    @Test(arguments: Array(0..<illnesses.count))
    func `doctor says what is wrong with a child and where`(number: Int) async throws {
        let illness = Self.illnesses[number]
        try await with([]) { folder async throws in
            let configuration: JSONValue = ["mcpServers": ["ill": illness.entry]]
            try folder.write(configuration.description, to: "mcphub.json")
            let outcome = try await HubCommand.run(["doctor"], in: folder)
            #expect(outcome.code == 3, "\(outcome.all)")
            #expect(outcome.all.contains("ill") && outcome.all.contains(illness.text), "\(outcome.all)")
        }
    }

    @Test func `doctor tells of noise on standard output`() async throws {
        try await with([.legacy("one", "--noise", "6")]) { folder async throws in
            let outcome = try await HubCommand.run(["doctor"], in: folder)
            #expect(outcome.output.contains("starting up, step 0"), "\(outcome.all)")
        }
    }

    @Test func `a configuration that is missing or wrong is an error that says where`() async throws {
        try await with([]) { folder async throws in
            let missing = try await HubCommand.plain(["--config", folder.file("none.json"), "list"], in: folder)
            #expect(missing.code == 2)
            #expect(missing.errors.contains("none.json"), "\(missing.all)")
            try folder.write("{\n  \"hub\": {\"nmaes\": \"plain\"}\n}", to: "mcphub.json")
            for command in ["list", "status", "doctor", "stdio"] {
                let wrong = try await HubCommand.run([command], in: folder)
                #expect(wrong.code == 2, "\(command): \(wrong.all)")
                #expect(wrong.errors.contains("mcphub.json:2") && wrong.errors.contains("names"), "\(wrong.all)")
            }
        }
    }

    @Test func `without a flag the configuration of the folder is used, then the user's`() async throws {
        try await with([ScriptedChild.legacy("here", "--only", "echo")]) { folder async throws in
            #expect(try await HubCommand.plain(["list"], in: folder).output.contains("here__echo"))
            let home = folder.file("home/.config/mcphub")
            try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
            try FileManager.default.moveItem(atPath: folder.file("mcphub.json"), toPath: "\(home)/mcphub.json")
            #expect(try await HubCommand.plain(["list"], in: folder).output.contains("here__echo"))
            try FileManager.default.removeItem(atPath: "\(home)/mcphub.json")
            let none = try await HubCommand.plain(["list"], in: folder)
            #expect(none.code == 2)
            #expect(none.errors.contains("init"), "\(none.all)")
        }
    }

    @Test func `several files are one configuration`() async throws {
        try await with([ScriptedChild.legacy("one", "--only", "echo")]) { folder async throws in
            try FileManager.default.moveItem(atPath: folder.file("mcphub.json"), toPath: folder.file("first.json"))
            try HubTrial.configure([ScriptedChild.legacy("two", "--only", "echo")], [:], in: folder)
            let files = ["--config", folder.file("first.json"), "--config", folder.file("mcphub.json")]
            let outcome = try await HubCommand.plain(files + ["list"], in: folder)
            #expect(outcome.output.contains("one__echo") && outcome.output.contains("two__echo"), "\(outcome.all)")
        }
    }

    @Test func `init writes a configuration that works, and overwrites none`() async throws {
        try await with([]) { folder async throws in
            let file = folder.file("new.json")
            #expect(try await HubCommand.plain(["init", "--output", file], in: folder).code == 0)
            let text = try #require(folder.read("new.json"))
            #expect(text.contains("mcpServers"))
            let again = try await HubCommand.plain(["init", "--output", file], in: folder)
            #expect(again.code == 2)
            #expect(again.errors.contains("--force"), "\(again.all)")
            #expect(try await HubCommand.plain(["init", "--output", file, "--force"], in: folder).code == 0)
            #expect(try await HubCommand.plain(["--config", file, "list"], in: folder).code != 2)
        }
    }

    @Test func `init takes over the servers of another client`() async throws {
        try await with([ScriptedChild.legacy("taken", "--only", "echo")]) { folder async throws in
            let arguments = ["init", "--import", folder.file("mcphub.json"), "--output", folder.file("new.json")]
            let outcome = try await HubCommand.plain(arguments, in: folder)
            #expect(outcome.code == 0, "\(outcome.all)")
            let list = try await HubCommand.plain(["--config", folder.file("new.json"), "list"], in: folder)
            #expect(list.output.contains("taken__echo"), "\(list.all)")
        }
    }

    @Test(arguments: [[], ["stdio"], ["list"], ["call"], ["status"], ["doctor"], ["approve"], ["diff"], ["init"]])
    func `help teaches`(command: [String]) async throws {
        try await with([]) { folder async throws in
            let outcome = try await HubCommand.plain(command + ["--help"], in: folder)
            #expect(outcome.code == 0)
            #expect(outcome.output.contains("USAGE: mcphub"), "\(outcome.all)")
            #expect(outcome.output.lowercased().contains("example") || outcome.output.count > 300, "\(outcome.all)")
        }
    }
}
