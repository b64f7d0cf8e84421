import Foundation

/// A program that a test starts, ended with it.
package final class PeerProcess {
    private static let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private let process = Process()
    private let output = Pipe()

    /// Starts a program that is found in the path.
    package init(_ command: [String]) throws {
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = command
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        try process.run()
    }

    deinit {
        // Not SIGTERM, which a child of a thread that blocks it never sees.
        kill(process.processIdentifier, SIGKILL)
    }

    /// Starts a server of the official SDKs, in one of the environments that `Scripts/setup-peers` makes.
    package static func server(_ environment: String, _ arguments: String...) throws -> PeerProcess {
        let python = repository.appending(path: ".venvs/\(environment)/bin/python").path
        let script = repository.appending(path: "Tests/EndToEnd/Peers/serve_http.py").path
        return try PeerProcess([python, script] + arguments)
    }

    /// The first line that it writes.
    package func firstLine() throws -> String {
        var line = Data()
        while let byte = try output.fileHandleForReading.read(upToCount: 1), !byte.isEmpty, byte[0] != 10 {
            line += byte
        }
        return String(decoding: line, as: UTF8.self)
    }

    /// Runs a line of the shell to its end.
    package static func run(_ line: String) throws {
        guard system(line) == 0 else { throw TestFailure("failed: \(line)") }
    }
}
