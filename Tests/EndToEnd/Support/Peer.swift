import Foundation
import Subprocess
import SystemPackage
import Testing

/// The programs that end-to-end tests start: those of this package and peers written with other libraries.
enum Peer {
    static let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    private static let peers = repository.appending(path: "Tests/EndToEnd/Peers")

    /// A program of this package, which stands beside the test bundle.
    static func built(_ name: String) -> [String] {
        let bundle = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        return [bundle.deletingLastPathComponent().appending(path: name).path]
    }

    /// A Python script of `Peers`, run in one of the environments that `Scripts/setup-peers` makes.
    static func python(_ environment: String, _ script: String, _ arguments: String...) -> [String] {
        [interpreter(environment), peers.appending(path: script).path] + arguments
    }

    /// A Python script of `Peers` that needs nothing but the standard library, and therefore starts quickly.
    static func script(_ name: String) -> [String] {
        [interpreter("mcp2"), "-S", peers.appending(path: name).path]
    }

    /// A public server, installed in the environment of the public ones.
    static func publicServer(_ module: String, _ arguments: String...) -> [String] {
        [interpreter("public"), "-m", module] + arguments
    }

    private static func interpreter(_ environment: String) -> String {
        repository.appending(path: ".venvs/\(environment)/bin/python").path
    }

    /// What a finished program left behind.
    struct Outcome {
        let status: TerminationStatus
        let output: String
        let errors: String

        var succeeded: Bool { status.isSuccess }
        /// The code that it exited with; nil when a signal ended it.
        var code: Int32? { if case .exited(let code) = status { code } else { nil } }
        /// Everything it wrote.
        var all: String { output + errors }
    }

    /// Runs a program to its end.
    ///
    /// - Parameters:
    ///   - environment: its whole environment; that of this process when not given.
    ///   - folder: where it runs.
    static func run(
        _ command: [String], input: String = "", environment: [String: String]? = nil, in folder: String? = nil
    ) async throws -> Outcome {
        let program = try #require(command.first)
        try #require(
            FileManager.default.isExecutableFile(atPath: program), "missing; run Scripts/setup-peers: \(program)")
        let result = try await Subprocess.run(
            .path(FilePath(program)), arguments: Arguments(Array(command.dropFirst())),
            environment: environment.map(variables) ?? .inherit, workingDirectory: folder.map { FilePath($0) },
            input: .string(input), output: .string(limit: 16 << 20), error: .string(limit: 16 << 20))
        return Outcome(
            status: result.terminationStatus, output: result.standardOutput, errors: result.standardError)
    }

    private static func variables(_ environment: [String: String]) -> Environment {
        .custom(
            Dictionary(uniqueKeysWithValues: environment.map { (Environment.Key(rawValue: $0) ?? "PATH", $1) }))
    }
}
