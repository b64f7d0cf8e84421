import NIOCore
import Testing

@testable import MCP

@Suite(.timeLimit(.minutes(10))) struct DescriptorWriterTests {
    @Test func `lines of every length arrive whole and in order`() async throws {
        let (read, write) = try Descriptors.pipe()
        let writer = DescriptorWriter(write)
        async let lines = readLines(read)
        let lengths = [1, 4094, 4095, 4096, 4097, 65535, 65536, 200_000, 2, 4095, 1_000_000, 3]
        for length in lengths { try await writer.send(ByteBuffer(repeating: UInt8(ascii: "x"), count: length)) }
        await writer.close()
        Descriptors.close(write)
        #expect(try await lines.map(\.utf8.count) == lengths)
        Descriptors.close(read)
    }

    @Test func `lines of many tasks keep the order of each`() async throws {
        let (read, write) = try Descriptors.pipe()
        let writer = DescriptorWriter(write, maximumPendingBytes: 20_000)
        async let lines = readLines(read)
        await withTaskGroup { group in
            for task in 0..<8 {
                group.addTask {
                    for number in 0..<200 { try? await writer.send(Self.line(task, number)) }
                }
            }
        }
        await writer.close()
        Descriptors.close(write)
        let received = try await lines
        #expect(received.count == 8 * 200)
        for task in 0..<8 {
            let own = received.filter { $0.hasPrefix("\(task) ") }
            #expect(own.map { $0.split(separator: " ")[1] } == (0..<200).map { "\($0)" })
        }
        Descriptors.close(read)
    }

    @Test func `what was accepted before closing is written, whoever closes when`() async throws {
        for _ in 0..<60 {
            let (read, write) = try Descriptors.pipe()
            let writer = DescriptorWriter(write)
            async let lines = readLines(read)
            let accepted = await withTaskGroup(of: Int.self) { group in
                for task in 0..<4 {
                    group.addTask {
                        var accepted = 0
                        for number in 0..<30 where (try? await writer.send(Self.line(task, number))) != nil {
                            accepted += 1
                        }
                        return accepted
                    }
                }
                group.addTask {
                    for _ in 0..<20 { await Task.yield() }
                    await writer.close()
                    return 0
                }
                return await group.reduce(0, +)
            }
            Descriptors.close(write)
            #expect(try await lines.count == accepted)
            Descriptors.close(read)
        }
    }

    @Test func `closing waits until everything is written`() async throws {
        let (read, write) = try Descriptors.pipe()
        let writer = DescriptorWriter(write)
        for _ in 0..<300 { try await writer.send(ByteBuffer(repeating: UInt8(ascii: "x"), count: 5000)) }
        async let closed: Void = writer.close()
        async let lines = readLines(read)
        await closed
        Descriptors.close(write)
        #expect(try await lines.count == 300)
        await #expect(throws: TransportClosed.self) { try await writer.send(ByteBuffer(string: "x")) }
        await writer.close()
        Descriptors.close(read)
    }

    @Test func `a reader that is gone is an error, also while much is pending`() async throws {
        let (read, write) = try Descriptors.pipe()
        let writer = DescriptorWriter(write, maximumPendingBytes: 1000)
        let sender = Task { try await writer.send(ByteBuffer(repeating: 0, count: 1_000_000)) }
        #expect(Descriptors.readSome(read).isEmpty == false)
        Descriptors.close(read)
        try? await sender.value
        await #expect(throws: TransportClosed.self) {
            while true { try await writer.send(ByteBuffer(string: "x")) }
        }
        await writer.close()
        Descriptors.close(write)
    }

    @Test func `a short line to a reader that is gone fails at once`() async throws {
        let (read, write) = try Descriptors.pipe()
        let writer = DescriptorWriter(write)
        Descriptors.close(read)
        await #expect(throws: TransportClosed.self) { try await writer.send(ByteBuffer(string: "x")) }
        await #expect(throws: TransportClosed.self) { try await writer.send(ByteBuffer(string: "x")) }
        await writer.close()
        Descriptors.close(write)
    }

    @Test func `a task that is cancelled no longer waits for a reader that does not read`() async throws {
        let (read, write) = try Descriptors.pipe()
        let writer = DescriptorWriter(write, maximumPendingBytes: 1000)
        try? await writer.send(ByteBuffer(repeating: 0, count: 500))
        let sender = Task {
            for _ in 0..<3 { try await writer.send(ByteBuffer(repeating: 0, count: 1_000_000)) }
        }
        sender.cancel()
        try await sender.value
        Descriptors.close(read)
        await writer.close()
        Descriptors.close(write)
    }

    @Test func `the writer goes when nobody holds it`() async throws {
        let (read, write) = try Descriptors.pipe()
        let holder = Holder(DescriptorWriter(write))
        async let lines = readLines(read)
        try await holder.writer?.send(ByteBuffer(repeating: UInt8(ascii: "x"), count: 100_000))
        await holder.writer?.close()
        holder.writer = nil
        await eventually { holder.isGone }
        Descriptors.close(write)
        #expect(try await lines.count == 1)
        Descriptors.close(read)
    }

    /// A line that says whose it is, short or long.
    private static func line(_ task: Int, _ number: Int) -> ByteBuffer {
        let filler = String(repeating: "x", count: number % 7 == 0 ? 6000 : 10)
        return ByteBuffer(string: "\(task) \(number) \(filler)")
    }

    /// Holds a writer until told otherwise, and knows whether it is gone. Used by one task at a time.
    private final class Holder: @unchecked Sendable {
        var writer: DescriptorWriter?
        private weak var observed: DescriptorWriter?

        init(_ writer: DescriptorWriter) {
            self.writer = writer
            observed = writer
        }

        var isGone: Bool { observed == nil }
    }
}
