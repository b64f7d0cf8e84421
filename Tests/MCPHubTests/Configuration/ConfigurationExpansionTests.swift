import MCPHub
import Testing

/// Variables are replaced at each start, and their values never shown.
@Suite struct ConfigurationExpansionTests {
    private let environment = ["A": "1", "EMPTY": "", "HOME": "/home/ada", "PWD": "/srv", "NL": "x\r\ny", "NUL": "\0"]

    private func expand(_ members: String, path: String = "/etc/f.json") throws -> ExpandedServer {
        let server = try #require(load(server(members), path: path).configuration["a"])
        return try server.expanded(in: environment) { path in Array("FROM_FILE=\(path)\nA=file".utf8) }
    }

    private func process(_ members: String, path: String = "/etc/f.json") throws -> ExpandedProcess {
        guard case .process(let process) = try expand(members, path: path) else { throw NoProcess() }
        return process
    }

    private struct NoProcess: Error {}

    @Test(arguments: [
        ("a", "a"), ("", ""), ("${A}", "1"), ("${env:A}", "1"), ("<${A}-${A}>", "<1-1>"), ("${A:-b}", "1"),
        ("${B:-b}", "b"),
        ("${B:-}", ""), ("${EMPTY:-b}", "b"), ("${EMPTY}", ""), ("${env:B:-b:-c}", "b:-c"),
        ("$A $ $$ $$$", "$A $ $$ $$$"),
        ("$${A}", "${A}"), ("$$${A}", "$${A}"), ("${A}$${a[@]}", "1${a[@]}"), ("${userHome}/x", "/home/ada/x"),
        ("a${/}b${pathSeparator}", "a/b/"), ("${workspaceFolder}", "/etc"), ("${workspaceFolderBasename}", "etc"),
        ("${B:-a $x {}", "a $x {"),
    ])
    func `variables are replaced`(text: String, result: String) throws {
        #expect(try process(#""command": "a", "args": ["\#(text)"]"#).arguments == [result])
    }

    @Test func `variables are replaced wherever text may name them`() throws {
        let process = try process(#""command": "c${A}", "cwd": "/${A}", "env": {"X": "${A}"}, "envFile": "f${A}""#)
        #expect(process.command == "c1" && process.workingDirectory == "/1")
        #expect(process.environment == ["X": "1", "FROM_FILE": "f1", "A": "file"])
        guard case .remote(let remote) = try expand(#""url": "https://h/${A}", "headers": {"X": "b ${A}"}"#) else {
            throw NoProcess()
        }
        #expect(remote.url == "https://h/1" && remote.headers == ["X": "b 1"])
    }

    @Test(arguments: [
        ("/p/.cursor/mcp.json", "/p"), ("/p/.vscode/mcp.json", "/p"), ("/p/mcphub.json", "/p"),
        ("./mcphub.json", "/srv"),
        ("mcphub.json", "/srv"), ("sub/.cursor/mcp.json", "/srv/sub"), ("../x.json", "/"),
    ])
    func `the workspace is the folder of the file`(path: String, folder: String) throws {
        #expect(try process(#""command": "${workspaceFolder}""#, path: path).command == folder)
    }

    private static let gaps: [(String, String)] = [
        (
            #""command": "${NOPE}""#,
            #"f:1:23: /mcpServers/a/command: server "a": the variable NOPE is not set; set it, or give it a default with ${NOPE:-…}"#
        ),
        (
            #""command": "a", "args": ["x", "${env:NOPE}"]"#,
            #"f:1:53: /mcpServers/a/args/1: server "a": the variable NOPE is not set; set it, or give it a default with ${NOPE:-…}"#
        ),
        (
            #""command": "a", "env": {"T": "${input:my-key}"}"#,
            #"f:1:47: /mcpServers/a/env/T: server "a": only VS Code can ask for the input my-key; write ${MY_KEY} instead and set it"#
        ),
        (
            #""command": "${EMPTY}""#,
            #"f:1:23: /mcpServers/a/command: server "a": nothing is left once the variables are replaced; check what they hold"#
        ),
        (
            #""url": "${A}""#,
            #"f:1:23: /mcpServers/a/url: server "a": with the variables replaced this is no address that begins with http:// or "#
                + "https://; check what they hold"
        ),
        (
            #""url": "http://a", "headers": {"X": "${NL}"}"#,
            #"f:1:54: /mcpServers/a/headers/X: server "a": a variable holds a line break or U+0000, which cannot be passed on; "#
                + "check what it holds"
        ),
        (
            #""command": "a", "args": ["${NUL}"]"#,
            #"f:1:48: /mcpServers/a/args/0: server "a": a variable holds a line break or U+0000, which cannot be passed on; "#
                + "check what it holds"
        ),
    ]

    @Test(arguments: gaps)
    func `what is missing is named with its place`(members: String, line: String) throws {
        let error = #expect(throws: ExpansionError.self) { try expand(members, path: "f") }
        #expect(error?.description == line)
    }

    @Test func `everything that is missing is told at once`() throws {
        let error = #expect(throws: ExpansionError.self) {
            try expand(
                #""command": "${B}", "args": ["${C}${D}"], "env": {"E": "${E}"}, "envFile": "${F}", "cwd": "${G}""#)
        }
        #expect(error?.failures.map(\.reason) == ["B", "C", "D", "F", "E", "G"].map { .unsetVariable($0) })
    }

    @Test func `a file with variables that is not there or makes no sense is told`() throws {
        let server = try #require(load(server(#""command": "a", "envFile": "/nowhere/.env""#)).configuration["a"])
        let unreadable = #expect(throws: ExpansionError.self) { try server.expanded(in: [:]) }
        #expect(unreadable?.failures.map(\.reason) == [.unreadableFile])
        let malformed = #expect(throws: ExpansionError.self) {
            try server.expanded(in: [:]) { _ in Array("A=1\ns3cret".utf8) }
        }
        #expect(malformed?.failures.map(\.reason) == [.malformedFile(line: 2)])
    }

    @Test func `no description shows a value`() throws {
        let text = """
            {"mcpServers": {
              "p": {"command": "c", "args": ["--key=${KEY}"], "env": {"TOKEN": "s3cret", "B": "${KEY}"}},
              "r": {"url": "https://u:s3cret@h/${KEY}?k=s3cret", "headers": {"Authorization": "Bearer s3cret ${KEY}"}},
            }, "hub": {"audit": {"path": "/s3cret/${KEY}"}}}
            """
        let configuration = try load(text).configuration
        var shown: [Any] = [configuration]
        for server in configuration.servers { shown += [server, try server.expanded(in: ["KEY": "s3cret"])] }
        for value in shown {
            var dumped = ""
            dump(value, to: &dumped)
            for text in ["\(value)", String(reflecting: value), dumped] { #expect(!text.contains("s3cret")) }
        }
        let process = try configuration["p"]?.expanded(in: ["KEY": "s3cret"])
        #expect(process?.description == "c --key=${KEY} (environment: B, TOKEN)")
        let remote = try configuration["r"]?.expanded(in: ["KEY": "s3cret"])
        #expect(remote?.description == "https://h/${KEY} (headers: Authorization)")
    }

    @Test(arguments: [("/a/${A}", "/a/1"), ("b", "/etc/b"), ("${A}/b", "/etc/1/b"), ("${userHome}/b", "/home/ada/b")])
    func `a path begins at the folder of the configuration`(path: String, result: String) throws {
        let settings = try load(hub(#""audit": {"path": "\#(path)"}"#), path: "/etc/f.json").configuration.settings
        #expect(try settings.audit?.path.expandedPath(in: environment) == result)
        #expect(throws: ExpansionError.self) {
            try Template("${NOPE}", origin: Origin(SourcePosition(file: "f"), pointer: "")).expandedPath(in: [:])
        }
    }

    @Test(arguments: [
        ("A=1", ["A": "1"]), ("A=1\r\nB=2\r\n", ["A": "1", "B": "2"]),
        ("# note\n\n  export A = b c  # end\n", ["A": "b c"]),
        ("A=\"x # y\" # z\nB='q\\n\"'\nC=\"l\\n\\t\\\"\\\\\\z\"", ["A": "x # y", "B": "q\\n\"", "C": "l\n\t\"\\\\z"]),
        ("A=a#b", ["A": "a#b"]), ("A=", ["A": ""]), ("A=1\nA=2", ["A": "2"]), ("A=${B}", ["A": "${B}"]),
        ("\u{FEFF}A=1", ["A": "1"]),
        ("A=b=c", ["A": "b=c"]),
    ])
    func `a file with variables is read`(text: String, variables: [String: String]) throws {
        #expect(try EnvironmentFile.variables(of: Array(text.utf8)) == variables)
    }

    @Test(arguments: [("A", 1), ("A=1\n=2", 2), ("A=\"b", 1), ("A='b' c", 1), ("\n\nA B=1", 3), ("\"A\"=1", 1)])
    func `a line that is no variable is named`(text: String, line: Int) {
        let error = #expect(throws: EnvironmentFile.SyntaxError.self) {
            try EnvironmentFile.variables(of: Array(text.utf8))
        }
        #expect(error?.line == line)
    }
}
