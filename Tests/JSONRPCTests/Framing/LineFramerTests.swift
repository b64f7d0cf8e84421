import JSONRPC
import NIOCore
import Testing

@Suite struct LineFramerTests {
    private func frames(_ chunks: [ByteBuffer], limit: Int = 1000) -> [LineFramer.Frame] {
        var framer = LineFramer(limits: JSONLimits(maximumBytes: limit))
        var frames: [LineFramer.Frame] = []
        for chunk in chunks {
            framer.feed(chunk)
            while let frame = framer.next() { frames.append(frame) }
        }
        if let last = framer.finish() { frames.append(last) }
        return frames
    }

    private func line(_ text: String) -> LineFramer.Frame { .line(ByteBuffer(string: text)) }

    @Test func `lines come out alike at every split of the stream`() {
        let text = "{\"a\":1}\n\n\r\n{\"ü\":\"🐲\"}\r\nlast"
        let bytes = Array(text.utf8)
        let expected = [line("{\"a\":1}"), line("{\"ü\":\"🐲\"}"), line("last")]
        for first in 0...bytes.count {
            for second in first...bytes.count {
                let chunks = [bytes[..<first], bytes[first..<second], bytes[second...]].map { ByteBuffer(bytes: $0) }
                #expect(frames(chunks) == expected, "split at \(first) and \(second)")
            }
        }
        #expect(frames(bytes.map { ByteBuffer(bytes: [$0]) }) == expected)
    }

    @Test func `a line that outgrows the limit is reported once and the next line is read again`() {
        let text = "short\n" + String(repeating: "x", count: 50) + "\nagain\n" + String(repeating: "y", count: 11)
        let expected = [line("short"), .oversized(limit: 10), line("again"), .oversized(limit: 10)]
        let bytes = Array(text.utf8)
        for size in 1...bytes.count {
            let chunks = stride(from: 0, to: bytes.count, by: size).map {
                ByteBuffer(bytes: bytes[$0..<min($0 + size, bytes.count)])
            }
            #expect(frames(chunks, limit: 10) == expected, "chunks of \(size)")
        }
    }

    @Test func `a line of exactly the limit is accepted`() {
        #expect(frames([ByteBuffer(string: "0123456789\n")], limit: 10) == [line("0123456789")])
    }

    @Test func `separators of Unicode do not end a line`() {
        let text = "a\u{2028}b\u{85}c\u{0B}d\u{0C}e"
        #expect(frames([ByteBuffer(string: text + "\n")]) == [line(text)])
    }

    @Test func `an endless line keeps no more than the limit`() {
        var framer = LineFramer(limits: JSONLimits(maximumBytes: 1000))
        var oversized = 0
        for _ in 0..<1000 {
            framer.feed(ByteBuffer(repeating: UInt8(ascii: "x"), count: 600))
            while let frame = framer.next() { if case .oversized = frame { oversized += 1 } }
        }
        #expect(oversized == 1)
        #expect(framer.finish() == nil)
    }
}
