import JSONRPC
import NIOCore
import Testing

@Suite struct MessageEditTests {
    /// What is left of `{"jsonrpc":"2.0","method":"m","params":…}` after members of `params` were taken out and put in.
    static func edited(
        _ params: String, removing removed: [EnvelopeField], adding added: String? = nil
    ) throws -> String {
        let message = ByteBuffer(string: #"{"jsonrpc":"2.0","method":"m","params":\#(params)}"#)
        let envelope = try EnvelopeScanner().scan(message)
        var edit = MessageEdit()
        let place = try #require(envelope[.params])
        edit.change(
            place, of: message.readableBytesUInt8Span, removing: removed.map { envelope[$0] },
            adding: added.map { ByteBuffer(string: $0) })
        let result = String(buffer: edit.applied(to: message))
        return String(result.dropFirst(#"{"jsonrpc":"2.0","method":"m","params":"#.count).dropLast())
    }

    @Test(arguments: [
        (#"{"name":1}"#, [], nil, #"{"name":1}"#),
        (#"{"name":1}"#, [EnvelopeField.name], nil, #"{}"#),
        (#"{"name":1,"x":2}"#, [.name], nil, #"{"x":2}"#),
        (#"{"x":2,"name":1}"#, [.name], nil, #"{"x":2}"#),
        (#"{"x":2,"name":1,"y":3}"#, [.name], nil, #"{"x":2,"y":3}"#),
        (#"{"name":1,"uri":2,"y":3}"#, [.name, .uri], nil, #"{"y":3}"#),
        (#"{"y":3,"name":1,"uri":2}"#, [.name, .uri], nil, #"{"y":3}"#),
        (#"{"name":1,"y":3,"uri":2}"#, [.uri, .name], nil, #"{"y":3}"#),
        (#"{"name":1,"uri":2}"#, [.uri, .name], nil, #"{}"#),
        (#"{ "name" : 1 , "y" : 3 }"#, [.name], nil, #"{"y" : 3 }"#),
        (#"{"\u006eame":"\"","y":3}"#, [.name], nil, #"{"y":3}"#),
        (#"{}"#, [], #""a":0"#, #"{"a":0}"#),
        (#"{ }"#, [], #""a":0"#, #"{"a":0 }"#),
        (#"{"x":2}"#, [], #""a":0"#, #"{"a":0,"x":2}"#),
        (#"{"name":1}"#, [.name], #""a":0"#, #"{"a":0}"#),
        (#"{"name":1,"x":2}"#, [.name], #""a":0"#, #"{"a":0,"x":2}"#),
        (#"{"x":2,"name":1}"#, [.name], #""a":0"#, #"{"a":0,"x":2}"#),
        (#"{"name":1,"uri":2}"#, [.name, .uri], #""a":0"#, #"{"a":0}"#),
        (#"{"name":1,"x":9,"uri":2,"y":8}"#, [.name, .uri], #""a":0"#, #"{"a":0,"x":9,"y":8}"#),
        (#"{"x":2}"#, [.name], nil, #"{"x":2}"#),
    ])
    func `members are taken out and put in front, and an object stays an object`(
        params: String, removed: [EnvelopeField], added: String?, expected: String
    ) throws {
        #expect(try Self.edited(params, removing: removed, adding: added) == expected)
    }

    @Test func `changes of several objects and values of one message are made together`() throws {
        let message = ByteBuffer(
            string: #"{"jsonrpc":"2.0","id":"a","method":"m","params":{"name":"x","_meta":{"progressToken":7}}}"#)
        let envelope = try EnvelopeScanner().scan(message)
        let bytes = message.readableBytesUInt8Span
        var edit = MessageEdit()
        edit.change(try #require(envelope[.params]), of: bytes, adding: ByteBuffer(string: #""b":1"#))
        edit.change(
            try #require(envelope[.paramsMeta]), of: bytes, removing: [envelope[.metaProgressToken]],
            adding: ByteBuffer(string: #""c":2"#))
        edit.replace(try #require(envelope[.id]), with: ByteBuffer(string: "12"))
        let expected = #"{"jsonrpc":"2.0","id":12,"method":"m","params":{"b":1,"name":"x","_meta":{"c":2}}}"#
        #expect(String(buffer: edit.applied(to: message)) == expected)
    }
}
