import JSONRPC
import NIOCore
import Testing

@testable import MCP

@Suite(.timeLimit(.minutes(10))) struct StdioTransportTests {
    /// Two transports joined by two pipes.
    static func pair(limits: JSONLimits = .standard) throws -> (StdioTransport, StdioTransport) {
        let (there, back) = (try Descriptors.pipe(), try Descriptors.pipe())
        return (
            try StdioTransport(input: back.read, output: there.write, limits: limits),
            try StdioTransport(input: there.read, output: back.write, limits: limits)
        )
    }

    @Test func `each end hears the other`() async throws {
        let (left, right) = try Self.pair()
        try await left.send(ByteBuffer(string: "ping"))
        #expect(try await right.next() == .message(ByteBuffer(string: "ping")))
        try await right.send(ByteBuffer(string: "pong"))
        #expect(try await left.next() == .message(ByteBuffer(string: "pong")))
        await left.close()
        #expect(await right.receive() == nil)
        #expect(await left.receive() == nil)
        await right.close()
    }

    @Test func `a line of 10 MB arrives whole`() async throws {
        let (left, right) = try Self.pair()
        let line = ByteBuffer(repeating: UInt8(ascii: "x"), count: 10 << 20)
        async let sent: Void = left.send(line)
        #expect(try await right.next() == .message(line))
        try await sent
        await left.close()
        await right.close()
    }

    @Test func `lines of many tasks in both directions keep the order of each`() async throws {
        let (left, right) = try Self.pair()
        try await withThrowingTaskGroup(of: [String].self) { group in
            for (from, to) in [(left, right), (right, left)] {
                for task in 0..<4 {
                    group.addTask {
                        for number in 0..<300 { try await from.send(ByteBuffer(string: "\(task) \(number)")) }
                        return []
                    }
                }
                group.addTask { try await to.next(1200) }
            }
            for try await received in group where !received.isEmpty {
                for task in 0..<4 {
                    #expect(received.filter { $0.hasPrefix("\(task) ") } == (0..<300).map { "\(task) \($0)" })
                }
            }
        }
        await left.close()
        await right.close()
    }

    @Test func `a line that is too long is told and the next one read`() async throws {
        let (read, write) = try Descriptors.pipe()
        let output = try Descriptors.pipe()
        let transport = try StdioTransport(input: read, output: output.write, limits: JSONLimits(maximumBytes: 10))
        Descriptors.write("01234567890\nshort\n", to: write)
        Descriptors.close(write)
        var events: [TransportEvent] = []
        while let some = await transport.receive() { events += some }
        #expect(events == [.oversized(limit: 10), .message(ByteBuffer(string: "short"))])
        await transport.close()
        Descriptors.close(output.read)
    }

    @Test func `a regular file is read to its end`() async throws {
        let output = try Descriptors.pipe()
        let transport = try StdioTransport(input: try Descriptors.file("one\n\ntwo\r\nthree"), output: output.write)
        #expect(try await transport.next(3) == ["one", "two", "three"])
        #expect(await transport.receive() == nil)
        try await transport.send(ByteBuffer(string: "answer"))
        await transport.close()
        #expect(try await readLines(output.read) == ["answer"])
        Descriptors.close(output.read)
    }

    @Test func `one socket serves both directions`() async throws {
        let (first, second) = try Descriptors.socketPair()
        let left = try StdioTransport(input: first, output: first)
        let right = try StdioTransport(input: second, output: second)
        let line = ByteBuffer(repeating: UInt8(ascii: "x"), count: 1 << 20)
        async let sent: Void = left.send(line)
        #expect(try await right.next() == .message(line))
        try await sent
        try await right.send(ByteBuffer(string: "pong"))
        #expect(try await left.next() == .message(ByteBuffer(string: "pong")))
        await left.close()
        #expect(await right.receive() == nil)
        await right.close()
    }

    @Test func `a peer that is gone is an error`() async throws {
        let (left, right) = try Self.pair()
        await right.close()
        #expect(await left.receive() == nil)
        await #expect(throws: TransportClosed.self) {
            while true { try await left.send(ByteBuffer(string: "x")) }
        }
        await left.close()
        await #expect(throws: TransportClosed.self) { try await left.send(ByteBuffer(string: "x")) }
    }

    @Test func `closing ends who waits for a message`() async throws {
        let (left, right) = try Self.pair()
        let receiver = Task { await left.receive() }
        await left.close()
        await left.close()
        #expect(await receiver.value == nil)
        await right.close()
    }

    @Test func `a cancelled receiver loses nothing`() async throws {
        let (left, right) = try Self.pair()
        let receiver = Task { await left.receive() }
        receiver.cancel()
        #expect(await receiver.value == nil)
        try await right.send(ByteBuffer(string: "late"))
        #expect(try await left.next() == .message(ByteBuffer(string: "late")))
        await left.close()
        await right.close()
    }
}

extension StdioTransport {
    /// The single message that comes next, of a peer that sends no more than that.
    fileprivate func next() async throws -> TransportEvent {
        let events = try #require(await receive())
        try #require(events.count == 1)
        return events[0]
    }

    /// The texts of the next `count` messages.
    fileprivate func next(_ count: Int) async throws -> [String] {
        var texts: [String] = []
        while texts.count < count, let events = await receive() {
            for case .message(let bytes) in events { texts.append(String(buffer: bytes)) }
        }
        return texts
    }
}
