import Foundation
import Locking
import MCPHub
import NIOCore
import NIOPosix
import Polling
import Testing

/// A hub's life on an event loop that it shares.
@Suite struct EventLoopHubLoopTests {
    private let eventLoop = MultiThreadedEventLoopGroup.singleton.next()

    /// What handlers were told, and a way to wait for more of it.
    private final class Told: Sendable {
        private let items = Locked<[String]>([])
        private let (stream, continuation) = AsyncStream<Void>.makeStream()

        var all: [String] { items.withLock { $0 } }

        func add(_ item: String) {
            items.withLock { $0.append(item) }
            continuation.yield()
        }

        /// Waits until so many things were told.
        func wait(for count: Int) async {
            var told = stream.makeAsyncIterator()
            while all.count < count { await told.next() }
        }
    }

    private actor Resident {
        let loop: EventLoopHubLoop
        nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

        init(_ loop: EventLoopHubLoop) { self.loop = loop }

        func isOnLoop() -> Bool { loop.isCurrent }
        nonisolated func entered() -> Bool { assumeIsolated { $0.loop.isCurrent } }
    }

    @Test(.timeLimit(.minutes(10)))
    func `an actor on it runs on the thread of the event loop, and handlers may enter it`() async throws {
        let loop = try EventLoopHubLoop(eventLoop)
        let resident = Resident(loop)
        #expect(await resident.isOnLoop())
        #expect(!loop.isCurrent)
        #expect(try await eventLoop.submit { resident.entered() }.get())
        loop.stop()
    }

    @Test(.timeLimit(.minutes(10)))
    func `what is written to a descriptor is read, and its end is told once`() async throws {
        let loop = try EventLoopHubLoop(eventLoop)
        let (pipe, told) = (Foundation.Pipe(), Told())
        loop.read(pipe.fileHandleForReading.fileDescriptor) { input in
            switch input {
            case .bytes(let bytes): told.add(String(buffer: bytes))
            case .readable: told.add("end")
            }
        }
        try pipe.fileHandleForWriting.write(contentsOf: Data("one".utf8))
        await told.wait(for: 1)
        try pipe.fileHandleForWriting.close()
        await told.wait(for: 2)
        #expect(told.all == ["one", "end"])
        // The descriptor is still the owner's.
        #expect(try pipe.fileHandleForReading.readToEnd() ?? Data() == Data())
        loop.stop()
    }

    @Test(.timeLimit(.minutes(10)))
    func `of a descriptor that is forgotten nothing more is told, not even the end`() async throws {
        let loop = try EventLoopHubLoop(eventLoop)
        let (pipe, told) = (Foundation.Pipe(), Told())
        let descriptor = pipe.fileHandleForReading.fileDescriptor
        loop.read(descriptor) { _ in
            told.add("read")
            loop.forget(descriptor)
        }
        try pipe.fileHandleForWriting.write(contentsOf: Data("one".utf8))
        await told.wait(for: 1)
        try pipe.fileHandleForWriting.write(contentsOf: Data("two".utf8))
        try pipe.fileHandleForWriting.close()
        // What is still under way has come by the time the loop has gone round twice.
        for _ in 0..<2 { try await eventLoop.submit {}.get() }
        #expect(told.all == ["read"])
        #expect(try pipe.fileHandleForReading.readToEnd() == Data("two".utf8))
        loop.stop()
    }

    @Test(.timeLimit(.minutes(10)))
    func `a watched descriptor is told of again while bytes are left, and never after it is forgotten`() async throws {
        let loop = try EventLoopHubLoop(eventLoop)
        let (pipe, told) = (Foundation.Pipe(), Told())
        let descriptor = pipe.fileHandleForReading.fileDescriptor
        loop.watch(descriptor, for: .readable) { _ in
            told.add("ready")
            if told.all.count == 3 { loop.forget(descriptor) }
        }
        try pipe.fileHandleForWriting.write(contentsOf: Data("left".utf8))
        await told.wait(for: 3)
        loop.watch(descriptor, for: .readable) { _ in
            told.add("anew")
            loop.forget(descriptor)
        }
        await told.wait(for: 4)
        #expect(told.all == ["ready", "ready", "ready", "anew"])
        loop.stop()
    }

    @Test(.timeLimit(.minutes(10)))
    func `an alarm rings once, in place of those before it, earlier or later`() async throws {
        let loop = try EventLoopHubLoop(eventLoop)
        let told = Told()
        let start = ContinuousClock.now
        try await eventLoop.submit {
            loop.setAlarm(start + .seconds(3600)) { told.add("late") }
            loop.setAlarm(start + .milliseconds(1)) { told.add("taken back") }
            loop.setAlarm(nil) {}
            loop.setAlarm(start + .milliseconds(20)) { told.add("replaced") }
            loop.setAlarm(start + .milliseconds(30)) { told.add("rung") }
        }.get()
        await told.wait(for: 1)
        #expect(ContinuousClock.now >= start + .milliseconds(30))
        #expect(told.all == ["rung"])
        loop.stop()
    }
}
