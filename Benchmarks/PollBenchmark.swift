import Foundation
import NIOCore
import Polling

/// What forwarding costs on a poll loop, beside reading and writing the same bytes without looking at them.
enum PollBenchmark {
    static func run() throws {
        print("\npoll loop: pipe in, lines, scan, replace the id, pipe out")
        for (message, count) in [(SampleMessage.small, 400_000), (.medium, 20_000), (.large, 300)] {
            let copied = try PipeBenchmark.best { try stream(message, count: count, through: copyAll) }
            let forwarded = try PipeBenchmark.best { try stream(message, count: count, through: forwardAll) }
            report("\(message.name), a stream", forwarded, beside: copied)
        }
        for (message, count) in [(SampleMessage.small, 20_000), (.medium, 10_000), (.large, 300)] {
            let copied = try PipeBenchmark.best { try turnarounds(message, count: count, through: copyAll) }
            let forwarded = try PipeBenchmark.best { try turnarounds(message, count: count, through: forwardAll) }
            report("\(message.name), one at a time", forwarded, beside: copied)
        }
    }

    /// What one message costs, in microseconds.
    private struct Cost: Comparable {
        /// Of the forwarding thread alone.
        var processor: Double
        var wall: Double

        static func < (left: Cost, right: Cost) -> Bool { left.processor < right.processor }
    }

    /// Carries all that comes from one descriptor to another and returns its CPU time, in seconds.
    private typealias Carrier = (_ source: Int32, _ sink: Int32) throws -> Double

    private static func report(_ name: String, _ forwarded: Cost, beside copied: Cost) {
        let format = "%10.2f us CPU %10.2f us wall;  plain read and write %10.2f us CPU %10.2f us wall"
        let figures = String(format: format, forwarded.processor, forwarded.wall, copied.processor, copied.wall)
        print(name.padding(toLength: 24, withPad: " ", startingAt: 0), figures)
    }

    /// Messages that come as fast as they are taken.
    private static func stream(_ message: SampleMessage, count: Int, through carry: Carrier) throws -> Cost {
        try measure(count: count, through: carry) { feed, drain in
            Thread.detachNewThread { PipeBenchmark.feedLines(message, count: count, to: feed) }
            Thread.detachNewThread { PipeBenchmark.drainAll(drain) }
        }
    }

    /// Messages each of which waits for the one before to have come through, over pipes that hold a whole one.
    private static func turnarounds(_ message: SampleMessage, count: Int, through carry: Carrier) throws -> Cost {
        let line = ByteBuffer(bytes: message.bytes + [UInt8(ascii: "\n")])
        return try measure(count: count, through: carry) { feed, drain in
            for descriptor in [feed, drain] { PipeCapacity.raise(descriptor) }
            Thread.detachNewThread {
                for _ in 0..<count {
                    PipeBenchmark.writeAll(line, to: feed)
                    readLine(drain)
                }
                close(feed)
                close(drain)
            }
        }
    }

    private static func measure(
        count: Int, through carry: Carrier, start: (_ feed: Int32, _ drain: Int32) -> Void
    ) throws -> Cost {
        let (source, feed) = try PipeBenchmark.makePipe()
        let (drain, sink) = try PipeBenchmark.makePipe()
        let clock = ContinuousClock()
        let begin = clock.now
        start(feed, drain)
        let processor = try carry(source, sink)
        let wall = (clock.now - begin) / .microseconds(1)
        close(source)
        close(sink)
        return Cost(processor: processor / Double(count) * 1e6, wall: wall / Double(count))
    }

    private static func forwardAll(from source: Int32, to sink: Int32) throws -> Double {
        for descriptor in [source, sink] { try NonblockingDescriptor.make(descriptor) }
        let loop = try PollLoop(name: "forwarder")
        let forwarder = Forwarder(from: source, to: sink, on: loop)
        let ended = DispatchSemaphore(value: 0)
        forwarder.start(ended: ended)
        ended.wait()
        let time = forwarder.finalThreadTime()
        loop.stop()
        return time
    }

    private static func copyAll(from source: Int32, to sink: Int32) -> Double {
        let start = PipeBenchmark.threadTime()
        let space = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 16)
        defer { space.deallocate() }
        while true {
            let count = read(source, space.baseAddress, space.count)
            guard count > 0 else { return PipeBenchmark.threadTime() - start }
            var offset = 0
            while offset < count {
                offset += max(0, write(sink, space.baseAddress?.advanced(by: offset), count - offset))
            }
        }
    }

    private static func readLine(_ descriptor: Int32) {
        withUnsafeTemporaryAllocation(byteCount: 64 << 10, alignment: 16) { space in
            while true {
                let count = read(descriptor, space.baseAddress, space.count)
                guard count > 0, space[count - 1] != UInt8(ascii: "\n") else { return }
            }
        }
    }
}
