import Testing

@testable import MCPHub

/// What is wrong is told with file, line, key and what to do, all of it at once, and never with a value.
@Suite struct ConfigurationProblemTests {
    private static let errors: [(String, String)] = [
        ("", "0.json:1:1: the file is empty; write { \"mcpServers\": { … } }, or run mcphub init"),
        ("[]", "0.json:1:1: expected an object; begin with { \"mcpServers\": { … } }, or run mcphub init"),
        (
            "{\n  \"hub\" {}\n}",
            "0.json:2:9: this is no JSON: expected ':' after an object key; mend it here or just before"
        ),
        (
            "{\n  /* a",
            "0.json:2:3: this is no JSON: expected '*/' at the end of the comment that begins here; "
                + "mend it here or just before"
        ),
        (
            #"{"mcpServers": {"a": {"command": "x"},\#n "a": {"command": "y"}}}"#,
            "0.json:2:2: /mcpServers/a: the key stands at line 1 already; keep one of the two"
        ),
        (#"{"hub": 1}"#, "0.json:1:2: /hub: expected an object, found a number; write { … }"),
        (#"{"mcpServers": []}"#, "0.json:1:2: /mcpServers: expected an object, found an array; write { … }"),
        (
            #"{"mcpServers": {"": {"command": "a"}}}"#,
            "0.json:1:17: /mcpServers/: the key of a server is empty; give the server a name"
        ),
        (#"{"mcpServers": {"a": "b"}}"#, "0.json:1:17: /mcpServers/a: expected an object, found a string; write { … }"),
        (server(""), "0.json:1:17: /mcpServers/a: neither command nor url is set; set one of them"),
        (
            server(#""command": "a", "url": "http://a""#),
            "0.json:1:17: /mcpServers/a: both command and url are set; remove one, or say with type which one counts"
        ),
        (
            server(#""type": "stdio", "url": "http://a""#),
            #"0.json:1:17: /mcpServers/a: a stdio server needs a command; set it, or set type to "http""#
        ),
        (
            server(#""type": "http", "command": "a""#),
            #"0.json:1:17: /mcpServers/a: an HTTP server needs a url; set it, or set type to "stdio""#
        ),
        (
            server(#""type": "ws", "url": "http://a""#),
            "0.json:1:23: /mcpServers/a/type: expected one of stdio, http, sse, found a string; write one of these in quotes"
        ),
        (
            server(#""url": "ws://a""#),
            "0.json:1:23: /mcpServers/a/url: expected an address that begins with http:// or https://, found a string; "
                + "write it in full"
        ),
        (
            server(#""command": "a", "args": [1]"#),
            "0.json:1:48: /mcpServers/a/args/0: expected a string, found a number; write it in quotes"
        ),
        (
            server(#""command": "a", "args": "b""#),
            "0.json:1:39: /mcpServers/a/args: expected an array, found a string; write [ … ]"
        ),
        (
            server(#""command": "a", "env": {"P": 80}"#),
            "0.json:1:47: /mcpServers/a/env/P: expected a string, found a number; write it in quotes"
        ),
        (
            server(#""command": "a", "env": {"A=B": ""}"#),
            "0.json:1:47: /mcpServers/a/env/A=B: expected a name without '='; write another name"
        ),
        (
            server(#""url": "http://a", "headers": {"A B": ""}"#),
            "0.json:1:54: /mcpServers/a/headers/A B: expected the name of an HTTP field; write another name"
        ),
        (
            server(#""command": """#),
            "0.json:1:23: /mcpServers/a/command: expected a string that is not empty, found a string; fill it in"
        ),
        (
            server(#""command": "${A""#),
            "0.json:1:23: /mcpServers/a/command: expected '}' after '${', found a string; close it, or write $${ where ${ is "
                + "meant as it is"
        ),
        (
            server(#""command": "${a[@]}""#),
            "0.json:1:23: /mcpServers/a/command: expected a variable such as ${NAME}, ${NAME:-default} or ${env:NAME}, found a "
                + "string; name one, or write $${ where ${ is meant as it is"
        ),
        (hub(#""nmaes": "plain""#), #"0.json:1:10: /hub/nmaes: unknown key; did you mean "names"?"#),
        (
            hub(#""names": "prefix""#),
            #"0.json:1:10: /hub/names: expected one of prefixed, plain, found a string; did you mean "prefixed"?"#
        ),
        (
            hub(#""audit": {}"#),
            #"0.json:1:10: /hub/audit: expected a member "path"; name the file that calls are recorded in"#
        ),
        (
            hub(#""limits": {"zzz": 1}"#),
            "0.json:1:21: /hub/limits/zzz: unknown key; use one of messageBytes, depth, resultBytes, concurrentCalls, "
                + "concurrentCallsPerServer, parkedCallsPerPrincipal, parkedCallLifetime, toolsPerServer, stderrBytes"
        ),
        (
            settings(#""idleStop": "5 minutes""#),
            "0.json:1:47: /mcpServers/a/hub/idleStop: expected a duration of at least 1ms, or never, found a string; "
                + #"write text such as "30s", "5m" or "never""#
        ),
        (
            settings(#""tools": {"rename": {"x": "z", "y": "z"}}"#),
            "0.json:1:78: /mcpServers/a/hub/tools/rename/y: another tool is given the same name; give each a name of its own"
        ),
        (
            hub(#""servers": {"b": {"strat": "lazy"}}"#),
            #"0.json:1:28: /hub/servers/b/strat: unknown key; did you mean "start"?"#
        ),
    ]

    @Test(arguments: errors)
    func `an error says where it is and what to do`(text: String, line: String) {
        #expect(problems(text).contains(line))
        #expect(throws: ConfigurationError.self) { try load(text) }
    }

    private static let notes: [(String, String)] = [
        (
            #"{"mcpServer": {}}"#,
            #"0.json:1:2: /mcpServer: note: members without effect here: mcpServer; did you mean "mcpServers"?"#
        ),
        (
            server(#""command": "a", "autoApprove": []"#),
            "0.json:1:39: /mcpServers/a/autoApprove: note: this member has no effect here; nothing needs to be done"
        ),
        (
            server(#""command": "a", "agrs": []"#),
            #"0.json:1:39: /mcpServers/a/agrs: note: this member has no effect here; did you mean "args"?"#
        ),
        (
            server(#""command": "npx -y thing""#),
            "0.json:1:23: /mcpServers/a/command: note: this looks like a command with arguments, and no shell splits it; "
                + "move the arguments to args"
        ),
        (
            hub(#""servers": {"b": {}}"#),
            "0.json:1:22: /hub/servers/b: note: no server has this key; add the server or remove its settings"
        ),
        (
            #"{"mcpServers": {"github": {"command": "a"}}, "hub": {"servers": {"gihub": {}}}}"#,
            #"0.json:1:66: /hub/servers/gihub: note: no server has this key; did you mean "github"?"#
        ),
        (
            settings(#""restart": {"initialDelay": 60}"#),
            "0.json:1:47: /mcpServers/a/hub/restart: note: the first delay is longer than the longest; "
                + "raise maximumDelay or lower initialDelay"
        ),
        (
            #"{"mcpServers": {"a": {"command": "a"}}, "servers": {"a": {"command": "b"}}}"#,
            "0.json:1:53: /servers/a: note: this server replaces the one at 0.json:1:17; give one of them another key to have both"
        ),
        ("{}", "0.json:1:1: note: the file names no server; add { \"mcpServers\": { … } }"),
    ]

    @Test(arguments: notes)
    func `a note does not keep a configuration from being used`(text: String, line: String) throws {
        #expect(problems(text).contains(line))
        #expect(try load(text).notes.allSatisfy { $0.severity == .note })
    }

    @Test func `all problems of all files are told at once`() {
        let first = """
            {
              "mcpServers": {
                "a": { "args": [1, 2] },
                "b": { "command": "x", "hub": { "sart": "lazy", "era": 1 } },
              },
              "hub": { "trust": "maybe", },
            }
            """
        let lines = problems(first, "{", #"{"hub": {"depth": 1}}"#)
        let expected = [
            "0.json:3:5: /mcpServers/a", "0.json:3:21: /mcpServers/a/args/0", "0.json:3:24: /mcpServers/a/args/1",
            "0.json:4:37: /mcpServers/b/hub/sart", "0.json:4:53: /mcpServers/b/hub/era", "0.json:6:12: /hub/trust",
            "1.json:1:2", "2.json:1:10: /hub/depth",
        ]
        #expect(lines.count == expected.count)
        for (line, start) in zip(lines, expected) { #expect(line.hasPrefix(start + ": ")) }
    }

    @Test func `a file that cannot be read is told with the system's reason`() {
        let error = #expect(throws: ConfigurationError.self) {
            try HubConfiguration.load(paths: ["/nowhere/a", "/tmp"])
        }
        #expect(
            error?.description.split(separator: "\n").map(String.init) == [
                "/nowhere/a:1:1: cannot read the file: No such file or directory; check the path and its permissions",
                "/tmp:1:1: cannot read the file: Is a directory; check the path and its permissions",
            ])
    }

    @Test(
        arguments: [
            ("names", ["names", "tools"], nil), ("name", ["names", "tools"], "names"),
            ("Tolos", ["names", "tools"], "tools"),
            ("x", ["names"], nil), ("separatr", ["names", "separator"], "separator"), ("", ["a"], nil),
        ] as [(String, [String], String?)])
    func `a slip finds the word that was meant`(word: String, words: [String], meant: String?) {
        #expect(Spelling.nearest(to: word, among: words) == meant)
    }
}
