import Foundation
import Testing

@testable import Processes

/// A program of this package, which stands beside the test bundle.
func builtProgram(_ name: String) -> String {
    let bundle = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    return bundle.deletingLastPathComponent().appending(path: name).path
}

/// Whether a process runs. One that has ended and that nobody has waited for yet does not.
func isRunning(_ processID: Int) -> Bool {
    guard kill(pid_t(processID), 0) == 0 else { return false }
    guard let status = SystemCalls.contents(ofFile: "/proc/\(processID)/stat") else { return false }
    return !status.contains(") Z ")
}

/// Waits until `condition` holds, however long that takes; the time limit of the suite ends a wait that is in vain.
func eventually(_ condition: () -> Bool) async {
    while !condition() { await Task.yield() }
}

/// Reads what a child writes, on a thread of its own.
enum Output {
    /// Waits until `isEnough` of what has come, or for the end.
    static func text(_ descriptor: Int32, until isEnough: @escaping @Sendable (String) -> Bool) async -> String {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                var text = ""
                while !isEnough(text), let piece = read(descriptor) { text += piece }
                continuation.resume(returning: text)
            }
        }
    }

    static func line(_ descriptor: Int32) async -> String {
        await text(descriptor) { $0.hasSuffix("\n") }.trimmingCharacters(in: .newlines)
    }

    static func all(_ descriptor: Int32) async -> String { await text(descriptor) { _ in false } }

    private static func read(_ descriptor: Int32) -> String? {
        var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        while poll(&entry, 1, -1) < 1 {}
        let bytes = SystemCalls.readSome(descriptor)
        return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
    }
}

extension SupervisedChild {
    /// A shell that runs `script`.
    static func shell(_ script: String, guardian: Guardian? = nil) async throws -> SupervisedChild {
        try await launch(ChildCommand("sh", arguments: ["-c", script]), guardian: guardian)
    }

    func write(_ text: String) { _ = SystemCalls.writeSome(Array(text.utf8), to: input) }

    func closeInput() { SystemCalls.closeDescriptor(input) }

    func closeOutputs() {
        SystemCalls.closeDescriptor(output)
        SystemCalls.closeDescriptor(errorOutput)
    }
}
