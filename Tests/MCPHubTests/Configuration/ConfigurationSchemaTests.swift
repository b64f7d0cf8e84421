import Foundation
import JSONRPC
import MCP
import MCPHub
import Testing

/// The schema and the reader are of one mind.
@Suite struct ConfigurationSchemaTests {
    private let schema: JSONSchema

    init() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
        let url = folder.appending(path: "../../../schemas/hub-config.schema.json")
        schema = try JSONSchema(JSONValue(parsing: String(contentsOf: url, encoding: .utf8)))
    }

    private func json(_ text: String) throws -> JSONValue { try JSONWithComments(Array(text.utf8)).parse() }

    @Test(
        arguments: ConfigurationSample.clients + [
            .complete, ConfigurationSample("starter", StarterConfiguration.text), ConfigurationSample("empty", "{}"),
        ])
    func `both accept what people write`(sample: ConfigurationSample) throws {
        try schema.validate(json(sample.text))
        #expect(throws: Never.self) { try load(sample.text) }
    }

    /// What may stand at a key, and what may not.
    struct Values: Sendable, CustomTestStringConvertible {
        let place: String
        let wrap: @Sendable (String) -> String
        let good: [String]
        let bad: [String]

        init(_ place: String, _ wrap: @escaping @Sendable (String) -> String, good: [String], bad: [String]) {
            self.place = place
            self.wrap = { wrap("\"\(place)\": \($0)") }
            self.good = good
            self.bad = bad
        }

        var testDescription: String { place }
    }

    private static let durations = [#""5s""#, #""500ms""#, #""1.25h""#, #""999999m""#, "5", "0.5", "1e3"]
    private static let noDurations = [
        #""5""#, #""s""#, #""5 s""#, #""5S""#, #""-5s""#, #""1.2345s""#, #""1m30s""#, #""0000001s""#, #"".5s""#,
        #""5.s""#,
        "-1", "1e10", "true", "null", "[]", #""""#, #""٣s""#,
    ]
    private static let zero = ["0", #""0s""#, #""0.0ms""#, #""00.000h""#, #""0.5ms""#, "0.0005"]
    private static let templates = [
        #""""#, #""a b""#, #""$""#, #""$A $$ $$$ a$""#, #""${A}""#, #""${A:-}""#, #""${A_1:-b:c $x {}""#,
        #""${env:A}""#,
        #""${env:A:-b}""#, #""${input:a b}""#, #""${userHome}${/}${pathSeparator}${workspaceFolder}""#, #""$${a[@]}""#,
        #""$$${A}""#, #""a\n${A}""#, #""${A:-ä}""#,
    ]
    private static let noTemplates = [
        #""${""#, #""${}""#, #""${A""#, #""${1}""#, #""${A-b}""#, #""${A B}""#, #""${env:}""#, #""${input:}""#,
        #""${a[@]}""#,
        #""${A:-${B}}""#, #""\u0000""#, #""${A:-\u0000}""#, #""${Ä}""#, "1", "null", "[]", "{}",
    ]

    private static let tables: [Values] = [
        Values("command", server, good: templates.filter { $0 != #""""# }, bad: noTemplates + [#""""#]),
        Values(
            "cwd", { server(#""command": "a", "# + $0) }, good: templates.filter { $0 != #""""# },
            bad: noTemplates + [#""""#]),
        Values(
            "args", { server(#""command": "a", "# + $0) }, good: templates.map { "[\($0)]" } + ["[]"],
            bad: noTemplates.map { "[\($0)]" } + [#""a""#]),
        Values(
            "env", { server(#""command": "a", "# + $0) }, good: templates.map { #"{"A": \#($0)}"# } + ["{}"],
            bad: noTemplates.map { #"{"A": \#($0)}"# } + [#"{"": "a"}"#, #"{"A=B": "a"}"#, #"{"A\u0000": "a"}"#, "[]"]),
        Values(
            "headers", { server(#""url": "http://a", "# + $0) }, good: templates.map { #"{"X-A": \#($0)}"# },
            bad: noTemplates.map { #"{"A": \#($0)}"# } + [
                #"{"": "a"}"#, #"{"A B": "a"}"#, #"{"A:": "a"}"#, #"{"Ä": ""}"#,
            ]),
        Values(
            "url", server, good: [#""http://a""#, #""https://a/${B}""#, #""${A}/b""#, #""${input:a}""#],
            bad: [#""""#, #""a""#, #""ws://a""#, #""$${A}""#, #""ftp://${A}""#, "1", #""${""#]),
        Values(
            "type", { server(#""command": "a", "url": "http://a", "# + $0) },
            good: [#""stdio""#, #""http""#, #""sse""#, #""streamable-http""#, #""streamableHttp""#],
            bad: [#""ws""#, #""STDIO""#, "null", "1"]),
        Values(
            "disabled", { server(#""command": "a", "# + $0) }, good: ["true", "false"], bad: ["1", "null", #""true""#]),
        Values("names", hub, good: [#""plain""#, #""prefixed""#], bad: [#""x""#, "true", "null"]),
        Values("uris", hub, good: [#""raw""#, #""prefixed""#], bad: [#""plain""#, "true", "null"]),
        Values(
            "separator", hub, good: [#""__""#, #""/""#, #""a.-_/Z09""#],
            bad: [#""""#, #"" ""#, #""123456789""#, #""ä""#, "1"]),
        Values(
            "tools", hub,
            good: ["[]", #"["hub_status"]"#, #"["hub_search_tools","hub_describe_tool","hub_call_tool"]"#],
            bad: [#"["x"]"#, #""hub_status""#, "{}", "[1]"]),
        Values("trust", hub, good: [#""warn""#, #""block""#, #""off""#], bad: [#""on""#, "false"]),
        Values(
            "audit", hub, good: [#"{"path": "a"}"#, #"{"path": "${A}", "redact": false}"#],
            bad: [
                "{}", #"{"path": ""}"#, #"{"path": 1}"#, #"{"path": "a", "x": 1}"#, #"{"path": "a", "redact": 1}"#,
                "true",
            ]),
        Values(
            "manifestCache", hub, good: ["true", "false", #""a""#, #""${A}""#],
            bad: [#""""#, "1", "null", "{}", #""${""#]),
        Values(
            "limits", hub,
            good: [
                "{}", #"{"messageBytes": 1024}"#, #"{"resultBytes": "1KiB"}"#, #"{"stderrBytes": "9999KiB"}"#,
                #"{"depth": 8}"#, #"{"depth": 512.0}"#, #"{"parkedCallsPerPrincipal": 0}"#,
                #"{"messageBytes": "3GiB"}"#,
                #"{"messageBytes": 4294967295}"#,
            ],
            bad: [
                #"{"messageBytes": 1023}"#, #"{"resultBytes": "0KiB"}"#, #"{"stderrBytes": "64KB"}"#, #"{"depth": 7}"#,
                #"{"depth": 513}"#, #"{"depth": 8.5}"#, #"{"concurrentCalls": 0}"#, #"{"toolsPerServer": "1"}"#,
                #"{"messageBytes": "4GiB"}"#, #"{"messageBytes": 4294967296}"#, #"{"messageBytes": "01MiB"}"#,
                #"{"x": 1}"#,
            ]),
        Values(
            "limits", hub, good: durations.map { #"{"parkedCallLifetime": \#($0)}"# },
            bad: (noDurations + zero).map { #"{"parkedCallLifetime": \#($0)}"# }),
        Values(
            "servers", hub, good: ["{}", #"{"a": {"start": "lazy"}}"#], bad: [#"{"a": 1}"#, "[]", #"{"a": {"x": 1}}"#]),
        Values("unknown", hub, good: [], bad: ["1", "null"]),
        Values("prefix", settings, good: [#""""#, #""a_b.c-d/E9""#], bad: [#""a b""#, #""ä""#, "null", "1"]),
        Values("start", settings, good: [#""eager""#, #""lazy""#], bad: [#""Lazy""#, "true"]),
        Values("startTimeout", settings, good: durations, bad: noDurations + zero + [#""never""#]),
        Values("callTimeout", settings, good: durations + [#""never""#], bad: noDurations + zero + [#""Never""#]),
        Values("idleStop", settings, good: durations + [#""never""#], bad: noDurations + zero),
        Values(
            "restart", settings,
            good: ["{}", #"{"policy": "on-failure"}"#, #"{"maximumAttempts": 1}"#]
                + (durations + ["0", #""0s""#, #""0.5ms""#]).map {
                    #"{"initialDelay": \#($0), "maximumDelay": \#($0)}"#
                },
            bad: [#"{"policy": "sometimes"}"#, #"{"maximumAttempts": 0}"#, #"{"x": 1}"#, "true"]
                + noDurations.map { #"{"maximumDelay": \#($0)}"# }),
        Values("isolation", settings, good: [#""shared""#, #""per-principal""#], bad: [#""perPrincipal""#]),
        Values("era", settings, good: [#""auto""#, #""modern""#, #""legacy""#], bad: [#""2025""#, "2025"]),
        Values(
            "tools", settings,
            good: [
                "{}", #"{"allow": []}"#, #"{"allow": ["*"], "deny": ["a?"]}"#, #"{"rename": {"a": "b", "ä ö": "c"}}"#,
            ],
            bad: [
                "[]", #"{"allow": "*"}"#, #"{"allow": [""]}"#, #"{"deny": [1]}"#, #"{"rename": {"a": ""}}"#,
                #"{"rename": {"a": "b c"}}"#, #"{"rename": []}"#, #"{"x": 1}"#,
            ]),
    ]

    @Test(arguments: tables)
    func `both accept and refuse the same values`(values: Values) throws {
        for (value, isGood) in values.good.map({ ($0, true) }) + values.bad.map({ ($0, false) }) {
            let text = values.wrap(value)
            #expect(try schema.isValid(json(text)) == isGood, "schema: \(text)")
            #expect(((try? load(text)) != nil) == isGood, "reader: \(text)")
        }
    }

    @Test(arguments: [
        "[]", "1", "null", #"{"mcpServers": null}"#, #"{"servers": []}"#, #"{"hub": null}"#,
        #"{"mcpServers": {"a": 1}}"#,
        #"{"mcpServers": {"": {"command": "a"}}}"#, server(""), server(#""command": "a", "url": "http://a""#),
        server(#""type": "stdio", "url": "http://a""#), server(#""type": "http", "command": "a""#),
        server(#""command": "a", "hub": 1"#),
    ])
    func `both refuse what makes no server`(text: String) throws {
        #expect(try !schema.isValid(json(text)))
        #expect(throws: ConfigurationError.self) { try load(text) }
    }

    @Test func `the schema knows every key that the reader knows`() throws {
        let url = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../schemas/hub-config.schema.json")
        let definitions = try JSONValue(parsing: String(contentsOf: url, encoding: .utf8))["$defs"]
        for (name, wrap) in [("hub", hub), ("serverSettings", settings)] as [(String, (String) -> String)] {
            let keys = try #require(definitions?[name]?["properties"]?.object).keys
            let line = try #require(problems(wrap(#""zzzzzzzzzzzzzzzz": 1"#)).first)
            let known = try #require(line.split(separator: "use one of ").last).split(separator: ", ").map(String.init)
            #expect(Set(known) == Set(keys))
        }
    }
}
