import Foundation
import JSONRPC
import NIOCore

/// What forwarding costs in full: read from a pipe, cut lines, scan, replace the id, write to a pipe.
enum PipeBenchmark {
    static func run() throws {
        print("\npipe in, frame, scan, replace the id, pipe out")
        for (message, count) in [(SampleMessage.small, 400_000), (.medium, 20_000), (.large, 300)] {
            let forwarded = try best { try forward(message, count: count) }
            Measurement("\(message.name) a message", microseconds: forwarded).report()
        }
    }

    static func best<Cost: Comparable>(_ measure: () throws -> Cost) rethrows -> Cost {
        var best = try measure()
        for _ in 0..<2 { best = min(best, try measure()) }
        return best
    }

    /// The CPU time of the forwarding thread alone, in microseconds a message; feeder and drain have their own threads.
    private static func forward(_ message: SampleMessage, count: Int) throws -> Double {
        let (source, feed) = try makePipe()
        let (drain, sink) = try makePipe()
        let feeder = Thread { feedLines(message, count: count, to: feed) }
        let drainer = Thread { drainAll(drain) }
        feeder.start()
        drainer.start()
        let start = threadTime()
        let forwarded = try forwardAll(from: source, to: sink)
        let elapsed = threadTime() - start
        close(source)
        close(sink)
        guard forwarded == count else { throw Shortfall(expected: count, seen: forwarded) }
        return elapsed / Double(count) * 1e6
    }

    private struct Shortfall: Error {
        let expected: Int
        let seen: Int
    }

    private static func forwardAll(from source: Int32, to sink: Int32) throws -> Int {
        let scanner = EnvelopeScanner()
        var framer = LineFramer()
        var count = 0
        var output = ByteBuffer()
        while true {
            var chunk = ByteBuffer()
            let length = chunk.writeWithUnsafeMutableBytes(minimumWritableBytes: 65_536) { space in
                max(0, read(source, space.baseAddress, space.count))
            }
            guard length > 0 else { return count }
            framer.feed(chunk)
            output.clear()
            while case .line(let line)? = framer.next() {
                let envelope = try scanner.scan(line)
                if let id = envelope[.id] { output.write(line, replacing: id, withID: count) }
                output.writeInteger(UInt8(ascii: "\n"))
                count += 1
            }
            writeAll(output, to: sink)
        }
    }

    static func writeAll(_ buffer: ByteBuffer, to descriptor: Int32) {
        buffer.withUnsafeReadableBytes { bytes in
            var offset = 0
            while offset < bytes.count {
                let written = write(descriptor, bytes.baseAddress?.advanced(by: offset), bytes.count - offset)
                guard written > 0 else { return }
                offset += written
            }
        }
    }

    static func feedLines(_ message: SampleMessage, count: Int, to descriptor: Int32) {
        let line = message.bytes + [UInt8(ascii: "\n")]
        let perWrite = max(1, min(count, 65_536 / line.count))
        let block = ByteBuffer(bytes: Array(repeating: line, count: perWrite).joined())
        let single = ByteBuffer(bytes: line)
        for _ in 0..<count / perWrite { writeAll(block, to: descriptor) }
        for _ in 0..<count % perWrite { writeAll(single, to: descriptor) }
        close(descriptor)
    }

    static func drainAll(_ descriptor: Int32) {
        let space = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
        defer { space.deallocate() }
        while read(descriptor, space.baseAddress, space.count) > 0 {}
        close(descriptor)
    }

    static func makePipe() throws -> (read: Int32, write: Int32) {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw POSIXError(.EMFILE) }
        return (ends[0], ends[1])
    }

    static func threadTime() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
