import Foundation

/// Runs commands of the shell.
package enum Shell {
    package struct Failure: Error, CustomStringConvertible {
        package let description: String
    }

    /// Runs a command, waits for its end and returns what it printed. Throws when it fails.
    @discardableResult
    package static func run(_ command: String) throws -> String {
        let (status, output) = try result(command)
        guard status == 0 else { throw Failure(description: "\(command) ended with \(status): \(output)") }
        return output
    }

    /// Runs a command, waits for its end and returns its status and what it printed.
    package static func result(_ command: String) throws -> (status: Int32, output: String) {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/bin/bash")
        process.arguments = ["-c", command]
        process.standardOutput = output
        process.standardError = output
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: data, as: UTF8.self))
    }
}
