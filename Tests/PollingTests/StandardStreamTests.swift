import Foundation
import Testing

@testable import Polling

/// A program that takes over its standard input and output, whatever they are.
@Suite(.timeLimit(.minutes(10))) struct StandardStreamTests {
    enum Kind: CaseIterable {
        case pipe
        case socket

        /// One whose given end makes its user wait.
        func make(waiting end: SystemCalls.NonblockingEnds) throws -> Pipe {
            switch self {
            case .pipe: try Pipe(nonblocking: end == .reader ? .writer : .reader)
            case .socket: try Pipe.sockets()
            }
        }
    }

    @Test(arguments: Kind.allCases)
    func `lines come and go, and what is shared stays as it was`(kind: Kind) throws {
        let (input, output) = (try kind.make(waiting: .reader), try kind.make(waiting: .writer))
        input.write("one\ntwo\n")
        input.closeWriter()
        let errors = try runEcho(input: input.reader, output: output.writer)
        for descriptor in [input.reader, output.writer] { #expect(!SystemCalls.isNonblocking(descriptor)) }
        output.closeWriter()
        SystemCalls.makeNonblocking(output.reader)
        #expect(output.readText() == "one\ntwo\n")
        #expect(errors == "not for the protocol\n")
    }

    @Test func `a file goes on where it stands`() throws {
        let (input, output) = (try temporaryFile("one\ntwo\nthree", offset: 4), try temporaryFile("zero\n", offset: 5))
        defer { for file in [input, output] { SystemCalls.closeDescriptor(file) } }
        #expect(try runEcho(input: input, output: output) == "not for the protocol\n")
        #expect(contents(ofFile: output) == "zero\ntwo\nthree\n")
    }

    @Test func `nothing at all is an end`() throws {
        let nothing = open("/dev/null", O_RDWR)
        defer { SystemCalls.closeDescriptor(nothing) }
        #expect(try runEcho(input: nothing, output: nothing) == "not for the protocol\n")
    }

    /// Runs the program to its end.
    ///
    /// - Returns: what it wrote to standard error.
    private func runEcho(input: Int32, output: Int32) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
            .deletingLastPathComponent().appending(path: "process-peer")
        process.arguments = ["echo"]
        process.standardInput = FileHandle(fileDescriptor: input, closeOnDealloc: false)
        process.standardOutput = FileHandle(fileDescriptor: output, closeOnDealloc: false)
        let errors = Foundation.Pipe()
        process.standardError = errors
        try process.run()
        let text = errors.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return String(decoding: text, as: UTF8.self)
    }
}
