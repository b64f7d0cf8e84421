import JSONRPC
import NIOCore
import Testing

@testable import Polling

@Suite struct LineOutputTests {
    private func line(_ byte: Character, _ count: Int) -> String { String(repeating: byte, count: count) }

    /// Appends, flushes and reads until all has come through.
    private func carry(_ lines: [String], through pipe: Pipe) -> String {
        var output = LineOutput(descriptor: pipe.writer)
        for line in lines { output.append(ByteBuffer(string: line)) }
        #expect(output.pendingBytes == lines.reduce(0) { $0 + $1.utf8.count + 1 })
        var text = ""
        while output.flush() == .blocked { text += pipe.readText() }
        #expect(output.pendingBytes == 0)
        return text + pipe.readText()
    }

    static let lengths: [[Int]] = [
        [5], [0], [5, 0, 5], [16_384, 16_385], [300_000], [300_000, 5, 5, 300_000, 300_000, 5],
        Array(repeating: 1000, count: 500), [100_000] + Array(repeating: 1000, count: 500) + [100_000],
    ]

    @Test(arguments: lengths)
    func `lines of any length come out whole and in order`(lengths: [Int]) throws {
        let lines = lengths.enumerated().map { line($0 % 2 == 0 ? "x" : "y", $1) }
        let expected = lines.map { $0 + "\n" }.joined()
        let pipe = try Pipe()
        #expect(carry(lines, through: pipe) == expected)
    }

    @Test func `lines may be added while others are pending`() throws {
        let pipe = try Pipe()
        var output = LineOutput(descriptor: pipe.writer)
        var (expected, seen) = ("", "")
        for round in 0..<200 {
            let text = line(round % 2 == 0 ? "x" : "y", (round * 7919) % 40_000)
            output.append(ByteBuffer(string: text))
            expected += text + "\n"
            if output.flush() == .blocked, round % 3 == 0 { seen += pipe.readText() }
        }
        while output.flush() == .blocked { seen += pipe.readText() }
        #expect(seen + pipe.readText() == expected)
        #expect(output.flush() == .done)
    }

    @Test(arguments: [0, 10, 16_300, 16_384, 100_000])
    func `parts of a line are replaced, whatever its length`(length: Int) throws {
        let pipe = try Pipe()
        let (start, end) = (line("x", length), line("y", length))
        let message = ByteBuffer(string: "skipped\(start)12345\(end)").getSlice(at: 7, length: 2 * length + 5)
        let buffer = try #require(message)
        let id = ByteRange(length, length + 5)
        var output = LineOutput(descriptor: pipe.writer)
        output.append(buffer, replacing: id, withID: -7)
        output.append(
            buffer, splicing: [Splice(ByteRange(0, 0), with: ByteBuffer(string: "<")), Splice(id, with: buffer)])
        output.append(buffer, splicing: [])
        let expected = "\(start)-7\(end)\n<\(start)\(String(buffer: buffer))\(end)\n\(start)12345\(end)\n"
        #expect(output.pendingBytes == expected.utf8.count)
        var seen = ""
        while output.flush() == .blocked { seen += pipe.readText() }
        #expect(seen + pipe.readText() == expected)
    }

    @Test func `a reader that is gone ends it`() throws {
        let pipe = try Pipe()
        var output = LineOutput(descriptor: pipe.writer)
        pipe.closeReader()
        // Not at once while another test starts a process, which has a copy of the reader for a moment.
        repeat { output.append(ByteBuffer(string: "lost")) } while output.flush() != .broken
        #expect(output.pendingBytes == 0)
        output.append(ByteBuffer(string: "also lost"))
        #expect(output.flush() == .broken)
        #expect(output.pendingBytes == 0)
    }

    @Test func `a socket that makes others wait makes no write wait`() throws {
        let sockets = try Pipe.sockets()
        SystemCalls.makeNonblocking(sockets.reader)
        #expect(carry([line("x", 2_000_000), "y"], through: sockets) == line("x", 2_000_000) + "\ny\n")
        #expect(!SystemCalls.isNonblocking(sockets.writer))
    }

    #if os(Linux)
    @Test func `a pipe is given room`() throws {
        let pipe = try Pipe()
        PipeCapacity.raise(pipe.writer, to: 256 << 10)
        #expect(SystemCalls.pipeCapacity(pipe.reader) == 256 << 10)
        PipeCapacity.raise(pipe.writer, to: 128 << 10)
        #expect(SystemCalls.pipeCapacity(pipe.reader) == 256 << 10)
        PipeCapacity.raise(pipe.writer, to: 1 << 40)
        #expect(try #require(SystemCalls.pipeCapacity(pipe.reader)) >= 256 << 10)
    }
    #endif
}
