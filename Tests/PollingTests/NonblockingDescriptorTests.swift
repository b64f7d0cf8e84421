import JSONRPC
import NIOCore
import Testing

@testable import Polling

@Suite(.timeLimit(.minutes(10)), .serialized) struct NonblockingDescriptorTests {
    #if os(Linux)
    @Test func `a pipe that may be shared is opened anew and stays as it was`() throws {
        let pipe = try Pipe(nonblocking: .writer)
        let input = try NonblockingDescriptor.unshared(pipe.reader, writing: false)
        defer { SystemCalls.closeDescriptor(input) }
        #expect(SystemCalls.isNonblocking(input))
        #expect(!SystemCalls.isNonblocking(pipe.reader))
        pipe.write("x\n")
        var lines = LineInput(descriptor: input)
        #expect(lines.fill() == .more)
        #expect(lines.next() == .line(ByteBuffer(string: "x")))
    }

    @Test func `the writing end of a pipe is opened anew as well`() throws {
        let pipe = try Pipe(nonblocking: .reader)
        let output = try NonblockingDescriptor.unshared(pipe.writer, writing: true)
        defer { SystemCalls.closeDescriptor(output) }
        #expect(SystemCalls.isNonblocking(output))
        #expect(!SystemCalls.isNonblocking(pipe.writer))
        var lines = LineOutput(descriptor: output)
        lines.append(ByteBuffer(string: "x"))
        #expect(lines.flush() == .done)
        #expect(pipe.readText() == "x\n")
    }
    #endif

    @Test func `a file goes on where it stands, for all who share it`() throws {
        let file = try temporaryFile("first\nsecond\n", offset: 6)
        defer { SystemCalls.closeDescriptor(file) }
        let copy = try NonblockingDescriptor.unshared(file, writing: false)
        defer { SystemCalls.closeDescriptor(copy) }
        var lines = LineInput(descriptor: copy)
        _ = lines.fill()
        #expect(lines.next() == .line(ByteBuffer(string: "second")))
        var output = LineOutput(descriptor: copy)
        output.append(ByteBuffer(string: "third"))
        #expect(output.flush() == .done)
        #expect(contents(ofFile: file) == "first\nsecond\nthird\n")
    }

    @Test func `a socket is left as it is`() throws {
        let sockets = try Pipe.sockets()
        let copy = try NonblockingDescriptor.unshared(sockets.reader, writing: false)
        defer { SystemCalls.closeDescriptor(copy) }
        #expect(!SystemCalls.isNonblocking(sockets.reader))
    }

    @Test func `what is not open cannot be taken over`() throws {
        #expect(throws: PollFailure("use descriptor 987654", code: SystemCalls.notOpen)) {
            try NonblockingDescriptor.unshared(987_654, writing: false)
        }
        #expect(throws: PollFailure.self) { try NonblockingDescriptor.make(987_654) }
    }

    @Test func `input that is pumped arrives, and ends when its source does`() async throws {
        let pipe = try Pipe(nonblocking: .writer)
        let input = try DescriptorPump.input(from: pipe.reader)
        let (lines, ended) = (Signal<String>(), Signal<Void>())
        try await withLoop { loop in
            let reader = Reader(LineInput(descriptor: input), on: loop)
            loop.watch(input, for: .readable) { _ in
                reader.assumeIsolated { reader in
                    guard reader.read({ lines.send($0) }) == .ended else { return }
                    loop.forget(input)
                    ended.send()
                }
            }
            pipe.write("one\n")
            #expect(await lines.next() == "one")
            pipe.write("two\n")
            #expect(await lines.next() == "two")
            pipe.closeWriter()
            await ended.next()
        }
        SystemCalls.closeDescriptor(input)
    }

    @Test func `output that is pumped has all arrived when it is drained`() async throws {
        let pipe = try Pipe(nonblocking: .reader)
        let output = try DescriptorPump.output(to: pipe.writer)
        var lines = LineOutput(descriptor: output)
        for number in 0..<100 { lines.append(ByteBuffer(string: "\(number)")) }
        #expect(lines.flush() == .done)
        SystemCalls.closeDescriptor(output)
        await NonblockingDescriptor.drain()
        #expect(pipe.readText() == (0..<100).map { "\($0)\n" }.joined())
    }
}

/// Reads lines on a loop.
private actor Reader {
    private let loop: PollLoop
    private var input: LineInput

    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    init(_ input: LineInput, on loop: PollLoop) { (self.input, self.loop) = (input, loop) }

    func read(_ deliver: (String) -> Void) -> LineInput.Outcome {
        input.read { if case .line(let bytes) = $0 { deliver(String(buffer: bytes)) } }
    }
}
