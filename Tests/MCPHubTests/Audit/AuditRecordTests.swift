import JSONRPC
import NIOCore
import Testing

@testable import MCPHub

@Suite struct AuditRecordTests {
    private func record(_ arguments: String? = nil, outcome: AuditRecord.Outcome = .complete) -> AuditRecord {
        AuditRecord(
            time: WallTime(milliseconds: 1_785_229_500_042), principal: "local", method: "tools/call",
            tool: "git__git_log", server: "git", duration: .microseconds(12_345), outcome: outcome,
            requestBytes: 120, resultBytes: 4_000, arguments: arguments.map { AuditArguments(ByteBuffer(string: $0)) })
    }

    private func line(_ record: AuditRecord, redacts: Bool = true, dropped: Int = 0) -> String {
        var writer = JSONWriter()
        record.write(to: &writer, redacts: redacts, dropped: dropped)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    private static let arguments =
        #"{"path":"/s3cret","depth":3,"deep":{"key":"s3cret"},"all":true,"none":null,"list":[1,2]}"#

    @Test func `a line tells who called what, where and how it went`() {
        let expected =
            #"{"time":"2026-07-28T09:05:00.042Z","principal":"local","method":"tools/call","tool":"git__git_log","#
            + #""server":"git","milliseconds":12.345,"outcome":"complete","requestBytes":120,"resultBytes":4000}"#
        #expect(line(record()) == expected + "\n")
    }

    @Test func `values give way to what they are, and nothing of them is left`() {
        let text = line(record(Self.arguments))
        #expect(!text.contains("s3cret") && !text.contains("key"))
        let kinds = #"{"path":"string(7)","depth":"number","deep":"object(1)","all":"boolean","none":"null","#
        #expect(text.contains(#""argumentKinds":\#(kinds)"list":"array(2)"}"#))
    }

    @Test func `values are kept when that is wanted, on one line`() {
        let text = line(record(#"{"path": "a\nb", "big": 1e400}"#), redacts: false)
        #expect(text.contains(#""arguments":{"path":"a\nb","big":1e400}"#))
        #expect(text.count { $0.isNewline } == 1)
    }

    @Test(arguments: [true, false])
    func `of arguments that are too long or no JSON only the length is told`(redacts: Bool) {
        let long = "{\"a\":\"" + String(repeating: "x", count: AuditArguments.maximumBytes) + "\"}"
        #expect(line(record(long), redacts: redacts).contains(#""argumentBytes":65544}"#))
        #expect(line(record("{s3cret"), redacts: redacts).contains(#""argumentBytes":7}"#))
    }

    @Test func `arguments are found where they stand in a message`() {
        var message = ByteBuffer(string: #"XX{"params":{"arguments":{"a":1}}}"#)
        message.moveReaderIndex(forwardBy: 2)
        var record = record()
        record.arguments = AuditArguments(message, at: ByteRange(23, 30))
        #expect(line(record, redacts: false).contains(#""arguments":{"a":1}}"#))
    }

    @Test(arguments: [
        (AuditRecord.Outcome.toolError, #""outcome":"toolError""#), (.error(code: -32602), #""code":-32602"#),
        (.cancelled, #""outcome":"cancelled""#), (.inputRequired, #""outcome":"inputRequired""#),
        (.timeout, #""outcome":"timeout""#), (.serverEnded, #""outcome":"serverEnded""#),
    ])
    func `every outcome has its word`(outcome: AuditRecord.Outcome, text: String) {
        #expect(line(record(outcome: outcome)).contains(text))
    }

    @Test(
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"), (-1, "1969-12-31T23:59:59.999Z"),
            (951_782_400_000, "2000-02-29T00:00:00.000Z"), (4_107_542_399_999, "2100-02-28T23:59:59.999Z"),
            (4_107_542_400_000, "2100-03-01T00:00:00.000Z"), (1_735_689_599_000, "2024-12-31T23:59:59.000Z"),
        ] as [(Int64, String)])
    func `a moment is written in UTC`(milliseconds: Int64, text: String) {
        #expect(WallTime(milliseconds: milliseconds).description == text)
    }

    @Test func `the clock shows a time after this was written`() {
        #expect(WallTime.now() > WallTime(milliseconds: 1_760_000_000_000))
    }
}
