import NIOCore
import Testing

@testable import MCP

#if os(Linux)
/// What is left of a transport in the end: nothing.
@Suite(.timeLimit(.minutes(10))) struct StdioClosingTests {
    @Test func `both descriptors are closed in the end`() async throws {
        let (input, output) = (try Descriptors.pipe(), try Descriptors.pipe())
        let names = try [input.read, output.write].map { try #require(Descriptors.name(of: $0)) }
        let transport = try StdioTransport(input: input.read, output: output.write)
        #expect(names.map(Descriptors.count) == [2, 2])
        await transport.close()
        await eventually { names.map(Descriptors.count) == [1, 1] }
        Descriptors.close(input.write)
        Descriptors.close(output.read)
        #expect(names.map(Descriptors.count) == [0, 0])
    }

    @Test func `the input is closed as soon as it ends, the output stays`() async throws {
        let (input, output) = (try Descriptors.pipe(), try Descriptors.pipe())
        let names = try [input.read, output.write].map { try #require(Descriptors.name(of: $0)) }
        let transport = try StdioTransport(input: input.read, output: output.write)
        Descriptors.close(input.write)
        #expect(await transport.receive() == nil)
        await eventually { Descriptors.count(of: names[0]) == 0 }
        #expect(Descriptors.count(of: names[1]) == 2)
        await transport.close()
        await eventually { Descriptors.count(of: names[1]) == 1 }
        Descriptors.close(output.read)
    }

    @Test(arguments: [true, false])
    func `a socket is closed once, whichever direction ends first`(peerCloses: Bool) async throws {
        let (own, peer) = try Descriptors.socketPair()
        let name = try #require(Descriptors.name(of: own))
        let transport = try StdioTransport(input: own, output: own)
        if peerCloses {
            Descriptors.close(peer)
            #expect(await transport.receive() == nil)
            #expect(Descriptors.count(of: name) == 1)
        }
        await transport.close()
        await eventually { Descriptors.count(of: name) == 0 }
        if !peerCloses { Descriptors.close(peer) }
    }

    @Test func `a transport leaves no thread, no descriptor and nothing in memory`() async throws {
        let (input, output) = (try Descriptors.pipe(), try Descriptors.pipe())
        let holder = Holder(try StdioTransport(input: input.read, output: output.write))
        async let lines = readLines(output.read)
        // Long enough to need the writer's thread.
        try await holder.transport?.send(ByteBuffer(repeating: UInt8(ascii: "x"), count: 100_000))
        await holder.transport?.close()
        holder.transport = nil
        // Its threads hold it, and it holds the descriptors that wake them.
        await eventually { holder.isGone }
        #expect(try await lines.count == 1)
        Descriptors.close(input.write)
        Descriptors.close(output.read)
    }

    @Test func `a transport whose messages nobody takes can be closed`() async throws {
        let (input, output) = (try Descriptors.pipe(), try Descriptors.pipe())
        let name = try #require(Descriptors.name(of: input.read))
        let transport = try StdioTransport(input: input.read, output: output.write)
        let flood = Promise<Bool>()
        let isStarted = SystemCalls.startThread {
            let line = String(repeating: "x", count: 99_999) + "\n"
            var isAlive = true
            for _ in 0..<100 where isAlive { isAlive = Descriptors.write(line, to: input.write) }
            flood.settle(.success(isAlive))
        }
        #expect(isStarted)
        await transport.close()
        #expect(try await flood.value() == false)
        Descriptors.close(input.write)
        await eventually { Descriptors.count(of: name) == 0 }
        Descriptors.close(output.read)
    }

    /// Holds a transport until told otherwise, and knows whether it is gone. Used by one task at a time.
    private final class Holder: @unchecked Sendable {
        var transport: StdioTransport?
        private weak var observed: StdioTransport?

        init(_ transport: StdioTransport) {
            self.transport = transport
            observed = transport
        }

        var isGone: Bool { observed == nil }
    }
}
#endif
