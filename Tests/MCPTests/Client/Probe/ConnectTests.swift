import JSONRPC
import TestClock
import Testing

@testable import MCP

/// Connecting to small servers that a script plays.
@Suite(.timeLimit(.minutes(10))) struct ConnectTests {
    /// What a scripted server does with one request.
    enum Reply: Sendable {
        case result(JSONObject)
        case error(RPCError)
        /// The time that the client allows passes.
        case silence
        case exit
        /// The time passes, the next request comes, and only then this one is answered.
        case late(JSONObject)
    }

    /// How a connection turned out.
    enum End: Hashable, Sendable {
        case connected(ProtocolVersion)
        case failed(ConnectionFailure)
    }

    struct Story: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let replies: [Reply]
        let methods: [String]
        let end: End

        init(_ name: String, _ replies: [Reply], _ methods: String, _ end: End) {
            testDescription = name
            self.replies = replies
            self.methods = methods.split(separator: " ").map { $0 == "D" ? "server/discover" : "initialize" }
            self.end = end
        }
    }

    static let mutual = Reply.error(.unsupportedProtocolVersion("2026-07-28", supported: ["2026-07-28"]))
    static let foreign = Reply.error(.unsupportedProtocolVersion("2026-07-28", supported: ["2030-01-01"]))
    static let unknown = RPCError.methodNotFound("x")
    static let modern = Reply.result(Greeting.discovered())
    static let legacy = Reply.result(Greeting.initialized())

    static let modernStories = [
        Story("modern", [modern], "D", .connected("2026-07-28")),
        Story("names a mutual version", [mutual, modern], "D D", .connected("2026-07-28")),
        Story("names no mutual version", [foreign], "D", .failed(.noCommonVersion(["2030-01-01"]))),
        Story("header mismatch", [.error(.headerMismatch("x"))], "D", .failed(.refused(.headerMismatch("x")))),
        Story("answers discover late", [.late(Greeting.discovered()), .silence], "D I", .connected("2026-07-28")),
        Story("refuses initialize with -32022", [.silence, mutual, modern], "D I D", .connected("2026-07-28")),
    ]

    static let legacyStories = [
        Story("does not know discover", [.error(unknown), legacy], "D I", .connected("2025-11-25")),
        Story("has no session", [.error(.invalidParams("x")), legacy], "D I", .connected("2025-11-25")),
        Story(
            "has an error of its own", [.error(RPCError(code: -32000, message: "")), legacy], "D I",
            .connected("2025-11-25")),
        Story("is silent at first", [.silence, legacy], "D I", .connected("2025-11-25")),
        Story("answers discover with nonsense", [.result(["x": 1]), legacy], "D I", .connected("2025-11-25")),
        Story(
            "lists only legacy versions", [.result(Greeting.discovered(["2025-06-18"])), legacy], "D I",
            .connected("2025-11-25")),
        Story(
            "speaks an older revision", [.error(unknown), .result(Greeting.initialized("2024-11-05"))], "D I",
            .connected("2024-11-05")),
        Story("exits at discover", [.exit, legacy], "D I", .connected("2025-11-25")),
        Story("exits at initialize", [.error(unknown), .exit, legacy], "D I I", .connected("2025-11-25")),
    ]

    static let failures = [
        Story("exits twice", [.exit, .exit], "D I", .failed(.exited)),
        Story("is silent", [.silence, .silence], "D I", .failed(.silent)),
        Story("refuses both", [.error(unknown), .error(unknown)], "D I", .failed(.refused(unknown))),
        Story(
            "speaks only the future", [.result(Greeting.discovered(["2030-01-01"])), .error(unknown)], "D I",
            .failed(.noCommonVersion(["2030-01-01"]))),
        Story(
            "speaks an unknown revision", [.error(unknown), .result(Greeting.initialized("2023-01-01"))], "D I",
            .failed(.noCommonVersion(["2023-01-01"]))),
    ]

    @Test(arguments: modernStories + legacyStories + failures)
    func `the client finds out which era a server speaks`(story: Story) async throws {
        let (servers, clock) = (ScriptedServers(), ManualClock())
        async let end = Self.connect(servers, clock)
        let methods = try await Self.play(story.replies, servers, clock)
        #expect(await end == story.end)
        #expect(methods == story.methods)
        #expect(servers.count == 1 + (story.replies.contains { if case .exit = $0 { true } else { false } } ? 1 : 0))
    }

    private static func connect(_ servers: ScriptedServers, _ clock: ManualClock) async -> End? {
        do {
            let client = try await Client.connect(
                name: "test", version: "1", options: .timed(by: clock), open: servers.open)
            await client.close()
            return .connected(client.protocolVersion)
        } catch {
            return (error as? ConnectionFailure).map(End.failed)
        }
    }

    /// Plays the replies one after the other, on a new connection after an exit.
    private static func play(
        _ replies: [Reply], _ servers: ScriptedServers, _ clock: ManualClock
    ) async throws -> [String] {
        var methods: [String] = []
        var position = 0
        var owed: (request: JSONValue, result: JSONObject)?
        for reply in replies {
            let server = await servers.server(position)
            let request = try await server.next()
            let method = request["method"]?.string ?? ""
            methods.append(method)
            if let late = owed.take() { try await server.reply(to: late.request, late.result); continue }
            switch reply {
            case .result(let result): try await server.reply(to: request, result)
            case .error(let error): try await server.refuse(request, error)
            case .silence: await clock.pass(method == "initialize" ? .seconds(30) : .seconds(5))
            case .exit:
                await server.close()
                position += 1
            case .late(let result):
                owed = (request, result)
                await clock.pass(.seconds(5))
            }
        }
        return methods
    }
}
