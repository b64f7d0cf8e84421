import Locking
import Testing

@testable import Polling

@Suite(.timeLimit(.minutes(10))) struct PollLoopTests {
    @Test(arguments: PollerKind.allCases)
    func `a handler is called when bytes arrive, again while they are not read, and at the end`(
        kind: PollerKind
    ) async throws {
        let pipe = try Pipe()
        try await withLoop(kind) { loop in
            let (seen, reader) = (Signal<PollLoop.Readiness>(), pipe.reader)
            let reads = Locked(0)
            loop.watch(reader, for: .readable) { readiness in
                // The first call leaves the byte where it is.
                if reads.withLock({
                    $0 += 1; return $0
                }) == 2 {
                    SystemCalls.drain(reader)
                }
                if readiness.contains(.ended) { loop.forget(reader) }
                seen.send(readiness)
            }
            await loop.turn()
            pipe.write("x")
            #expect(await seen.next() == .readable)
            #expect(await seen.next() == .readable)
            pipe.closeWriter()
            #expect(await seen.next().contains(.ended))
            await loop.turn()
            #expect(reads.withLock { $0 } == 3)
        }
    }

    @Test(arguments: PollerKind.allCases)
    func `a writer is told that there is room, and that the reader has gone`(kind: PollerKind) async throws {
        let pipe = try Pipe()
        pipe.write([UInt8](repeating: 1, count: 1 << 20))
        try await withLoop(kind) { loop in
            let (seen, writer) = (Signal<PollLoop.Readiness>(), pipe.writer)
            loop.watch(writer, for: .writable) { readiness in
                seen.send(readiness)
                loop.change(writer, to: readiness.contains(.ended) ? [] : .ended)
            }
            await loop.turn()
            _ = pipe.readAll()
            #expect(await seen.next() == .writable)
            pipe.closeReader()
            #expect(await seen.next() == .ended)
        }
    }

    @Test(arguments: PollerKind.allCases)
    func `a paused watch says nothing, not even of the end, until it is resumed`(kind: PollerKind) async throws {
        let pipe = try Pipe()
        try await withLoop(kind) { loop in
            let (seen, reader) = (Signal<PollLoop.Readiness>(), pipe.reader)
            let calls = Locked(0)
            loop.watch(reader, for: .readable) { readiness in
                calls.withLock { $0 += 1 }
                loop.change(reader, to: [])
                seen.send(readiness)
            }
            pipe.write("x")
            #expect(await seen.next() == .readable)
            pipe.closeWriter()
            for _ in 0..<10 { await loop.turn() }
            #expect(calls.withLock { $0 } == 1)
            loop.change(reader, to: .readable)
            // Not at once while another test starts a process, which has a copy of the writer for a moment.
            while await !seen.next().contains(.ended) { loop.change(reader, to: .readable) }
        }
    }

    @Test(arguments: PollerKind.allCases)
    func `a handler that was forgotten in a turn is not called in it, nor is its successor of the same number`(
        kind: PollerKind
    ) async throws {
        let (first, second) = (try Pipe(), try Pipe())
        try await withLoop(kind) { loop in
            let calls = Locked<[String]>([])
            let (one, two) = (first.reader, second.reader)
            await loop.run {
                for (reader, other) in [(one, two), (two, one)] {
                    loop.watch(reader, for: .readable) { _ in
                        calls.withLock { $0.append("first watch") }
                        SystemCalls.drain(reader)
                        loop.forget(other)
                        // Pauses nothing and starts anew: what was ready before is not what this one waits for.
                        SystemCalls.drain(other)
                        loop.watch(other, for: .readable) { _ in calls.withLock { $0.append("second watch") } }
                    }
                }
                // Both are ready in the same turn.
                first.write("x")
                second.write("x")
            }
            for _ in 0..<3 { await loop.turn() }
            #expect(calls.withLock { $0 } == ["first watch"])
        }
    }

    @Test(arguments: PollerKind.allCases)
    func `a file is always ready`(kind: PollerKind) async throws {
        let file = try temporaryFile("text")
        defer { SystemCalls.closeDescriptor(file) }
        try await withLoop(kind) { loop in
            let seen = Signal<PollLoop.Readiness>()
            loop.watch(file, for: .readable) { readiness in
                loop.change(file, to: [])
                seen.send(readiness)
            }
            #expect(await seen.next() == .readable)
            loop.change(file, to: [.writable])
            #expect(await seen.next() == .writable)
            loop.forget(file)
            await loop.turn()
        }
    }

    @Test(arguments: PollerKind.allCases)
    func `a descriptor that is not open is in error`(kind: PollerKind) async throws {
        try await withLoop(kind) { loop in
            let seen = Signal<PollLoop.Readiness>()
            loop.watch(9_999, for: .readable) { readiness in
                loop.forget(9_999)
                seen.send(readiness)
            }
            #expect(await seen.next() == .ended)
        }
    }

    @Test(arguments: PollerKind.allCases)
    func `the alarm goes off once, not before its time, and can be taken back or replaced`(
        kind: PollerKind
    ) async throws {
        try await withLoop(kind) { loop in
            let rung = Signal<(String, ContinuousClock.Instant)>()
            let due = ContinuousClock.now + .milliseconds(20)
            loop.setAlarm(.now + .seconds(3600)) { rung.send(("replaced", .now)) }
            loop.setAlarm(due) { rung.send(("kept", .now)) }
            let (name, instant) = await rung.next()
            #expect(name == "kept")
            #expect(instant >= due)
            loop.setAlarm(.now) { rung.send(("at once", .now)) }
            #expect(await rung.next().0 == "at once")
            await loop.run {
                loop.setAlarm(.now) { rung.send(("taken back", .now)) }
                loop.setAlarm(nil) {}
            }
            await loop.turn()
            loop.setAlarm(.now) { rung.send(("last", .now)) }
            #expect(await rung.next().0 == "last")
        }
    }

    @Test func `what is told from elsewhere happens in order`() async throws {
        try await withLoop { loop in
            let seen = Locked<[Int]>([])
            for number in 0..<1000 { loop.perform { seen.withLock { $0.append(number) } } }
            await loop.run {}
            #expect(seen.withLock { $0 } == Array(0..<1000))
        }
    }

    @Test func `work that brings more work for ever does not keep the loop from its descriptors`() async throws {
        let pipe = try Pipe()
        try await withLoop { loop in
            let seen = Signal<Void>()
            let isOver = Locked(false)
            @Sendable func again() {
                if !isOver.withLock({ $0 }) { loop.deliver(.work(again)) }
            }
            loop.perform(again)
            loop.watch(pipe.reader, for: .readable) { [reader = pipe.reader] _ in
                SystemCalls.drain(reader)
                seen.send()
            }
            pipe.write("x")
            await seen.next()
            isOver.withLock { $0 = true }
        }
    }

    @Test(arguments: PollerKind.allCases)
    func `the thread ends when the loop is stopped, and the loop is let go of`(kind: PollerKind) async throws {
        weak var loop: PollLoop?
        do {
            let strong = try PollLoop(name: "test loop", poller: kind.make())
            loop = strong
            await strong.run {}
            strong.stop()
        }
        while loop != nil { await Task.yield() }
    }

    @Test(
        arguments: [
            (Duration.zero, 0), (.seconds(-1), 0), (.nanoseconds(1), 1), (.milliseconds(1), 1),
            (.microseconds(1001), 2),
            (.seconds(3), 3000), (.seconds(1 << 40), 1_000_000_000),
        ] as [(Duration, Int32)])
    func `waiting times are rounded up to milliseconds`(duration: Duration, milliseconds: Int32) {
        #expect(Alarm.milliseconds(in: duration) == milliseconds)
    }

    @Test func `a refusal of the system is explained`() {
        let failure = PollFailure("make a pipe", code: SystemCalls.notOpen)
        #expect(failure.description == "Cannot make a pipe: Bad file descriptor (error 9)")
    }

    @Test(arguments: PollerKind.allCases)
    func `a loop that was stopped lets go of its handlers, and of what comes later`(kind: PollerKind) async throws {
        final class Owner: Sendable {}
        let pipe = try Pipe()
        weak var held: Owner?
        do {
            let owner = Owner()
            held = owner
            let loop = try PollLoop(name: "test loop", poller: kind.make())
            loop.watch(pipe.reader, for: .readable) { _ in withExtendedLifetime((owner, loop)) {} }
            loop.setAlarm(.now + .seconds(3600)) { withExtendedLifetime((owner, loop)) {} }
            loop.stop()
            loop.perform { withExtendedLifetime((owner, loop)) {} }
        }
        while held != nil { try await Task.sleep(for: .milliseconds(1)) }
    }
}
