import Testing

@testable import Processes

@Suite struct ErrorRingTests {
    private func ring(_ pieces: String..., capacity: Int = 100) -> ErrorRing {
        var ring = ErrorRing(capacity: capacity)
        for piece in pieces { ring.append(Array(piece.utf8).span) }
        return ring
    }

    @Test func `the last lines are kept, the unfinished one among them`() {
        let ring = ring("one\ntw", "o\r\n\nthree")
        #expect(ring.lines(last: 10) == ["one", "two", "", "three"])
        #expect(ring.lines(last: 2) == ["", "three"])
        #expect(ring.lines(last: 0) == [])
        #expect(ring.totalBytes == 15)
        #expect(self.ring("one\n").lines(last: 5) == ["one"])
        #expect(ErrorRing().lines(last: 5) == [])
    }

    @Test func `no more than the capacity is kept, whatever the pieces`() {
        let bytes = Array("abcdefghij\nklmnop\n".utf8)
        for size in 1...bytes.count {
            var ring = ErrorRing(capacity: 10)
            for start in stride(from: 0, to: bytes.count, by: size) {
                ring.append(Array(bytes[start..<min(start + size, bytes.count)]).span)
            }
            #expect(ring.lines(last: 5) == ["…ij", "klmnop"])
            #expect(ring.totalBytes == bytes.count)
        }
    }

    @Test func `what would change a terminal or the order of text is made visible`() {
        #expect(
            ring("\u{1B}[31mred\u{0}\tx\u{7F}\u{85}\u{202E}é👩‍👩‍👧\rback").lines(last: 1) == [
                "␛[31mred␀\tx␡\\u{85}\\u{202E}é👩‍👩‍👧␍back"
            ])
    }

    @Test func `bytes that are no text are replaced`() {
        var ring = ErrorRing(capacity: 3)
        ring.append(Array("xü".utf8).span)
        let broken: [UInt8] = [0xFF, 0x0A]
        ring.append(broken.span)
        #expect(ring.lines(last: 1).first?.hasPrefix("…\u{FFFD}") == true)
    }
}
