import NIOCore
import Testing

@testable import HTTPClient

/// Event streams, in whatever pieces they come.
@Suite struct ServerSentEventTests {
    private static let stream = """
        : a comment

        retry: 1500
        id: one
        data: first
        data:  second
        data

        event: ping
        data:

        id
        event: nothing

        retry: soon
        unknown: field
        data: Grüße
        id: a\u{0}b

        data: not finished
        """

    private func events(_ text: String, piece: Int = .max) throws -> ([ServerSentEvent], ServerSentEventDecoder) {
        var (decoder, events) = (ServerSentEventDecoder(), [ServerSentEvent]())
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            events += try decoder.decode(ByteBuffer(bytes: rest.prefix(piece)))
            rest = rest.dropFirst(piece)
        }
        return (events, decoder)
    }

    @Test(arguments: ["\n", "\r", "\r\n"], [1, 2, 3, 7, Int.max])
    func `a stream is read the same whatever its line ends and pieces`(lineEnd: String, piece: Int) throws {
        let text = "\u{FEFF}" + Self.stream.replacing("\n", with: lineEnd)
        let (events, decoder) = try events(text, piece: piece)
        #expect(
            events == [
                ServerSentEvent(data: ByteBuffer(string: "first\n second\n"), lastEventID: "one"),
                ServerSentEvent(type: "ping", data: ByteBuffer(), lastEventID: "one"),
                ServerSentEvent(data: ByteBuffer(string: "Grüße")),
            ])
        #expect(decoder.retry == .milliseconds(1500))
        #expect(decoder.lastEventID.isEmpty)
    }

    @Test func `an id without data counts when its block is complete`() throws {
        #expect(try events("id: 7\n\n").1.lastEventID == "7")
        #expect(try events("id: 7\n").1.lastEventID.isEmpty)
    }

    @Test func `lines with mixed ends are told apart`() throws {
        #expect(try events("data: a\r\rdata: b\n\ndata: c\r\n\r\n").0.map(\.text) == ["a", "b", "c"])
    }

    @Test func `a byte order mark counts at the beginning only`() throws {
        #expect(try events("data: a\n\n\u{FEFF}data: b\n\n").0.map(\.text) == ["a"])
    }

    @Test(arguments: [
        "data: 0123456789012345678901234567890123456789\n\n", "data: 01234567890123\ndata: 0123456789\n\n",
    ])
    func `an event is bounded`(text: String) {
        var decoder = ServerSentEventDecoder(maximumEventBytes: 20)
        #expect(throws: ServerSentEventDecoder.EventTooLarge(limit: 20)) {
            _ = try decoder.decode(ByteBuffer(string: text))
        }
    }
}
