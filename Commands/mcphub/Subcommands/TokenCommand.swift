import ArgumentParser
import JSONRPC
import MCPHub
import SystemPackage

/// `mcphub token`.
struct TokenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token", abstract: "Make, list and revoke tokens of callers over HTTP.",
        discussion: """
            EXAMPLES
              mcphub token create dashboard --scope costs:read --expires 90d
              mcphub token create agent --tools 'time__*,git__log'
              mcphub token list
              mcphub token revoke agent

            A hub that runs with "access": { "mode": "token" } takes changes over within seconds.
            Only digests are kept: a token is shown once, when it is made.
            """,
        subcommands: [Create.self, List.self, Revoke.self])

    /// The file that all three work on.
    static func file() throws(CommandFailure) -> TokenFile {
        guard let path = ProgramEnvironment.current().locations.tokenFile else {
            throw CommandFailure(.usage, "HOME is not set, so there is nowhere to keep tokens; set it.")
        }
        return TokenFile(path: FilePath(path))
    }

    /// `mcphub token create`.
    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Make a token and show it, this one time.")

        @Argument(help: "What it is called, and what its calls are recorded under.") var name: String
        @Option(help: "A scope that it carries, as often as you like.") var scope: [String] = []
        @Option(help: "Patterns for the only tools that it allows, with commas between them.") var tools: String?
        @Option(help: "The only departments whose costs it shows, with commas between them.") var departments: String?
        @Option(help: "How long it counts, such as 12h or 90d; for good when left out.") var expires: String?
        @Flag(help: "Print it as JSON.") var json = false

        func run() async throws {
            let lifetime = try expires.map { text throws(CommandFailure) in
                guard let lifetime = Lifetime(text) else {
                    throw CommandFailure(.usage, "'\(text)' is no time such as 30m, 12h or 90d.")
                }
                return lifetime.duration
            }
            guard !name.isEmpty, name.utf8.count <= 128 else {
                throw CommandFailure(.usage, "Give the token a name of 1 to 128 bytes.")
            }
            let (token, secret) = AccessToken.create(
                name: name, scopes: Set(scope), tools: tools?.listed, departments: departments.map { Set($0.listed) },
                at: .now(), lifetime: lifetime)
            let file = try TokenCommand.file()
            do {
                try file.update { tokens in
                    guard !tokens.contains(where: { $0.name == name && $0.isValid(at: .now()) }) else {
                        throw CommandFailure(
                            .usage, "There is a token called '\(name)'.", "Revoke it first, or take another name.")
                    }
                    tokens.removeAll { $0.name == name }
                    tokens.append(token)
                }
            } catch let failure as CommandFailure { throw failure } catch { throw CommandFailure(.usage, error) }
            show(token, secret)
        }

        private func show(_ token: AccessToken, _ secret: String) {
            guard !json else {
                return Terminal.show(
                    ["name": .string(name), "token": .string(secret), "expires": token.expiryText])
            }
            Terminal.show(secret)
            Terminal.tell("Keep it now: it is not shown again. Callers send it as: Authorization: Bearer …")
        }
    }

    /// `mcphub token list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Tell which tokens there are.")

        @Flag(help: "Print them as JSON.") var json = false

        func run() async throws {
            let tokens: [AccessToken]
            do { tokens = try TokenCommand.file().read() } catch { throw CommandFailure(.usage, error) }
            guard !json else {
                return Terminal.show(.array(tokens.map(\.summary)))
            }
            let rows = tokens.map { token in
                [
                    token.name, token.expires.map { $0.isPast ? "expired" : $0.description } ?? "never",
                    token.scopes.sorted().joined(separator: " "), token.tools?.joined(separator: ",") ?? "*",
                    token.departments?.sorted().joined(separator: ",") ?? "*",
                ]
            }
            let table = Table(titles: ["NAME", "EXPIRES", "SCOPES", "TOOLS", "DEPARTMENTS"], rows: rows)
            let width = Terminal.standardOutput(ProgramEnvironment.current()).width
            for line in table.lines(width: width) { Terminal.show(line) }
        }
    }

    /// `mcphub token revoke`.
    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Take a token back.")

        @Argument(help: "What it is called.") var name: String

        func run() async throws {
            let file = try TokenCommand.file()
            do {
                try file.update { tokens in
                    guard tokens.contains(where: { $0.name == name }) else {
                        throw CommandFailure(.usage, "No token is called '\(name)'; see: mcphub token list")
                    }
                    tokens.removeAll { $0.name == name }
                }
            } catch let failure as CommandFailure { throw failure } catch { throw CommandFailure(.usage, error) }
            Terminal.show("\(name): revoked")
        }
    }
}

extension AccessToken {
    fileprivate var expiryText: JSONValue { expires.map { .string($0.description) } ?? .null }

    /// What may be told of it.
    fileprivate var summary: JSONValue {
        [
            "name": .string(name), "scopes": .array(scopes.sorted().map(JSONValue.string)),
            "tools": tools.map { .array($0.map(JSONValue.string)) } ?? .null,
            "departments": departments.map { .array($0.sorted().map(JSONValue.string)) } ?? .null,
            "created": .string(created.description), "expires": expiryText,
        ]
    }
}

extension WallTime {
    fileprivate var isPast: Bool { self <= .now() }
}

extension String {
    /// The parts between commas that are not empty.
    fileprivate var listed: [String] {
        split(separator: ",").map { $0.filter { $0 != " " } }.filter { !$0.isEmpty }
    }
}

/// A time such as `30m`, `12h` or `90d`.
struct Lifetime: Hashable {
    let duration: Duration

    /// Reads it; nil for anything else.
    init?(_ text: String) {
        let units: [Character: Int] = ["s": 1, "m": 60, "h": 3_600, "d": 86_400, "w": 604_800]
        guard let unit = text.last.flatMap({ units[$0] }), let count = Int(text.dropLast()), count > 0,
            count <= 100_000
        else { return nil }
        duration = .seconds(count * unit)
    }
}
