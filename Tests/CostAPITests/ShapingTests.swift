import HTTPTypes
import JSONRPC
import MCP
import NIOCore
import Testing

@testable import CostAPI

/// How answers are sent.
@Suite struct ShapingTests {
    @Test(arguments: [
        ("gzip", true), ("GZIP;q=0.5, br", true), ("*", true), ("br", false), ("gzip;q=0", false),
        ("gzip; q=0.000", false), ("", false),
    ])
    func `what a client takes is packed`(accepted: String, isPacked: Bool) {
        #expect(Gzip.isAccepted(by: [.acceptEncoding: accepted]) == isPacked)
    }

    @Test func `a tag names the content`() {
        let (first, second) = (EntityTag(ByteBuffer(string: "a")), EntityTag(ByteBuffer(string: "b")))
        #expect(first.text != second.text)
        #expect(first.isKnown(to: [.ifNoneMatch: first.text]))
        #expect(first.isKnown(to: [.ifNoneMatch: "\"x\", \(first.text.dropFirst(2))"]))
        #expect(first.isKnown(to: [.ifNoneMatch: "*"]))
        #expect(!first.isKnown(to: [.ifNoneMatch: second.text]))
    }

    @Test(arguments: [
        (Int64(0), "1970-01-01T00:00:00.000Z"), (1_709_164_799_999, "2024-02-28T23:59:59.999Z"),
        (1_709_164_800_000, "2024-02-29T00:00:00.000Z"), (4_102_444_800_000, "2100-01-01T00:00:00.000Z"),
        (-1, "1969-12-31T23:59:59.999Z"),
    ])
    func `a moment is written in UTC`(milliseconds: Int64, text: String) {
        #expect(Timestamp.text(milliseconds) == text)
    }

    @Test func `an answer that is kept comes out as it went in`() {
        let answer = WrittenAnswer(ToolAnswer(.init(content: [], structuredContent: ["nextCursor": "c", "n": 1])))
        let again = WrittenAnswer(bytes: answer.bytes)
        #expect(again.json == answer.json && again.nextCursor == "c")
    }
}
