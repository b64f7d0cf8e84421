import Foundation
import MCP

/// A program with pipes: what it writes is read on a thread of its own, what is sent to it written on another.
final class PipedProcess: Sendable {
    /// What a program has said so far.
    struct Output: Sendable {
        var messages: [JSONValue] = []
        /// Lines that were no JSON.
        var noise: [String] = []
        var isEnded = false
    }

    /// How a program has ended.
    enum Exit: Hashable, Sendable {
        case code(Int32)
        case signal(Int32)
    }

    let output = Watched(Output())
    let exit = Watched<Exit?>(nil)
    private let process = Process()
    private let input = Pipe()
    private let writing = DispatchQueue(label: "input of a program")

    private static let ignoreBrokenPipes: Void = { _ = signal(SIGPIPE, SIG_IGN) }()

    var id: Int32 { process.processIdentifier }

    /// Starts a program.
    ///
    /// - Parameter errors: the file that its standard error is appended to.
    init(_ command: [String], environment: [String: String], errors: String, folder: String? = nil) throws {
        Self.ignoreBrokenPipes
        let pipe = Pipe()
        process.executableURL = URL(filePath: command[0])
        process.arguments = Array(command.dropFirst())
        process.environment = environment
        if let folder { process.currentDirectoryURL = URL(filePath: folder) }
        process.standardInput = input
        process.standardOutput = pipe
        if !FileManager.default.fileExists(atPath: errors) {
            _ = FileManager.default.createFile(atPath: errors, contents: nil)
        }
        let log = try FileHandle(forWritingTo: URL(filePath: errors))
        try log.seekToEnd()
        process.standardError = log
        process.terminationHandler = { [exit] process in
            let status = process.terminationStatus
            let reason = process.terminationReason
            exit.change { $0 = reason == .uncaughtSignal ? .signal(status) : .code(status) }
        }
        try Self.withoutBlockedSignals { try process.run() }
        Thread.detachNewThread { [output] in Self.read(pipe.fileHandleForReading, into: output) }
    }

    /// The threads of the pool block signals, and a program inherits what is blocked where it is started.
    private static func withoutBlockedSignals(_ body: () throws -> Void) rethrows {
        var (none, previous) = (sigset_t(), sigset_t())
        sigemptyset(&none)
        pthread_sigmask(SIG_SETMASK, &none, &previous)
        defer { pthread_sigmask(SIG_SETMASK, &previous, nil) }
        try body()
    }

    /// Writes a line.
    func write(line: some Sequence<UInt8>) { write(Array(line) + [UInt8(ascii: "\n")]) }

    /// Writes bytes as they are. What cannot be written because nobody reads any more is lost.
    func write(_ bytes: [UInt8]) {
        writing.async { [input] in try? input.fileHandleForWriting.write(contentsOf: Data(bytes)) }
    }

    /// Ends the input behind what has been sent.
    func closeInput() {
        writing.async { [input] in try? input.fileHandleForWriting.close() }
    }

    func send(signal: Int32) { kill(id, signal) }

    private static func read(_ handle: FileHandle, into output: Watched<Output>) {
        var line: [UInt8] = []
        while true {
            let chunk = [UInt8](handle.availableData)
            guard !chunk.isEmpty else { break }
            var rest = chunk[...]
            while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
                add(line + rest[..<end], to: output)
                line = []
                rest = rest[(end + 1)...]
            }
            line += rest
        }
        if !line.isEmpty { add(line, to: output) }
        output.change { $0.isEnded = true }
    }

    private static func add(_ line: [UInt8], to output: Watched<Output>) {
        let message = try? JSONValue(parsing: line.span, limits: JSONLimits(maximumBytes: 256 << 20))
        output.change { output in
            guard let message else { return output.noise.append(String(decoding: line.prefix(1000), as: UTF8.self)) }
            output.messages.append(message)
        }
    }
}
