import JSONRPC
import NIOCore
import Testing

@testable import Polling

@Suite struct LineInputTests {
    private func lines(_ input: inout LineInput) -> [String] {
        var lines: [String] = []
        #expect(input.read { lines.append(text($0)) } == .more)
        return lines
    }

    /// What comes up to the end. It does not come at once while another test starts a process, which has a copy of the
    /// writer for a moment.
    private func linesToEnd(_ input: inout LineInput) -> [String] {
        var lines: [String] = []
        while input.read({ lines.append(text($0)) }) == .more {}
        return lines
    }

    private func text(_ frame: LineFramer.Frame) -> String {
        switch frame {
        case .line(let bytes): String(buffer: bytes)
        case .oversized(let limit): "longer than \(limit)"
        }
    }

    @Test func `lines come as they arrive, the unfinished one at the end`() throws {
        let pipe = try Pipe()
        var input = LineInput(descriptor: pipe.reader)
        #expect(lines(&input).isEmpty)
        pipe.write("one\ntwo\nthr")
        #expect(lines(&input) == ["one", "two"])
        pipe.write("ee\n")
        #expect(lines(&input) == ["three"])
        pipe.write("four")
        pipe.closeWriter()
        #expect(linesToEnd(&input) == ["four"])
        #expect(linesToEnd(&input).isEmpty)
    }

    @Test func `what was read can be taken line by line`() throws {
        let pipe = try Pipe()
        var input = LineInput(descriptor: pipe.reader)
        pipe.write("one\ntwo")
        pipe.closeWriter()
        #expect(input.fill() == .more)
        #expect(input.next() == .line(ByteBuffer(string: "one")))
        #expect(input.next() == nil)
        while input.fill() == .more {}
        #expect(input.next() == .line(ByteBuffer(string: "two")))
        #expect(input.next() == nil)
    }

    @Test func `lines that are kept stay what they were`() throws {
        let pipe = try Pipe()
        var input = LineInput(descriptor: pipe.reader)
        var kept: [LineFramer.Frame] = []
        for number in 0..<100 {
            pipe.write("line \(number)\n")
            _ = input.read { kept.append($0) }
        }
        #expect(kept == (0..<100).map { .line(ByteBuffer(string: "line \($0)")) })
    }

    @Test func `long lines are read in growing pieces, and too long ones reported`() throws {
        let pipe = try Pipe()
        PipeCapacity.raise(pipe.writer)
        var input = LineInput(descriptor: pipe.reader, limits: JSONLimits(maximumBytes: 200_000))
        let text = String(repeating: "x", count: 150_000)
        pipe.write(text + "\n" + text + text + "\nshort\n")
        var seen: [String] = []
        var reads = 0
        while seen.last != "short" {
            seen += lines(&input)
            reads += 1
        }
        #expect(seen == [text, "longer than 200000", "short"])
        #expect(reads < 20)
    }

    @Test func `a socket that makes others wait makes no read wait`() throws {
        let sockets = try Pipe.sockets()
        var input = LineInput(descriptor: sockets.reader)
        #expect(lines(&input).isEmpty)
        sockets.write("one\n")
        #expect(lines(&input) == ["one"])
        sockets.closeWriter()
        #expect(linesToEnd(&input).isEmpty)
    }

    @Test func `bytes are shown as they come`() throws {
        let pipe = try Pipe()
        let input = ByteInput(descriptor: pipe.reader)
        var seen: [UInt8] = []
        #expect(input.read { _ in seen.append(0) } == .more)
        pipe.write("abc")
        #expect(input.read { for index in $0.indices { seen.append($0[index]) } } == .more)
        pipe.closeWriter()
        while input.read({ _ in seen.append(0) }) == .more {}
        #expect(seen == Array("abc".utf8))
    }

    @Test func `the size of reads follows what comes`() {
        var size = ReadSize()
        #expect(size.bytes == 4 << 10)
        for _ in 0..<4 { size.update(received: size.bytes) }
        #expect(size.bytes == 256 << 10)
        size.update(received: 64 << 10)
        #expect(size.bytes == 256 << 10)
        for _ in 0..<10 { size.update(received: 100) }
        #expect(size.bytes == 4 << 10)
    }
}
