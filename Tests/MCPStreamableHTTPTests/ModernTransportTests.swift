import HTTPClient
import HTTPTestSupport
import JSONRPC
import MCP
import MCPStreamableHTTP
import NIOCore
import Testing

/// What the transport says and hears in the modern era.
@Suite(.timeLimit(.minutes(10))) struct ModernTransportTests {
    private static let meta = #""_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28"}"#

    private func transport(
        _ server: ScriptedServer, _ change: (inout StreamableHTTPOptions) -> Void = { _ in }
    ) throws -> StreamableHTTPTransport {
        var options = StreamableHTTPOptions()
        change(&options)
        return StreamableHTTPTransport(try HTTPURL(server.url + "/mcp"), client: try HTTPClient(), options: options)
    }

    private func call(_ id: Int, _ name: String, _ arguments: String = "{}") -> ByteBuffer {
        let params = #"{"name":"\#(name)","arguments":\#(arguments),\#(Self.meta)}"#
        return ByteBuffer(string: #"{"jsonrpc":"2.0","id":\#(id),"method":"tools/call","params":\#(params)}"#)
    }

    @Test func `the header repeats what the body says`() async throws {
        let server = try ScriptedServer { connection in
            while let (_, body) = connection.readRequest() {
                let id = body.firstMatch(of: /"id":(\d+)/)?.1 ?? ""
                connection.answer(
                    "200 OK", ["Content-Type: application/json"], #"{"jsonrpc":"2.0","id":\#(id),"result":{}}"#)
            }
        }
        let transport = try transport(server) { $0.headers = ["Authorization": "Bearer token"] }
        try await transport.send(call(1, "Grüße"))
        #expect(try await transport.next().contains(#""id":1"#))
        let head = try #require(server.heads.first)
        for line in [
            "POST /mcp HTTP/1.1", "MCP-Protocol-Version: 2026-07-28", "Mcp-Method: tools/call",
            "Mcp-Name: =?base64?R3LDvMOfZQ==?=", "Accept: application/json, text/event-stream",
            "Content-Type: application/json", "Authorization: Bearer token",
        ] { #expect(head.contains(line), "\(head)") }
        #expect(!head.contains("Mcp-Session-Id"))
        await transport.close()
        #expect(server.heads.count == 1)
    }

    @Test func `marked arguments are repeated, and tools with marks that are not valid left out`() async throws {
        let tools = #"""
            {"name":"marked","inputSchema":{"type":"object","properties":{
            "region":{"type":"string","x-mcp-header":"Region"},"other":{"type":"string"},
            "deep":{"type":"object","properties":{"n":{"type":"integer","x-mcp-header":"N"}}}}}},
            {"name":"broken","inputSchema":{"type":"object","properties":{"a":{"type":"array","x-mcp-header":"A"}}}}
            """#.replacing("\n", with: "")
        let server = try ScriptedServer { connection in
            while let (head, body) = connection.readRequest() {
                let id = body.firstMatch(of: /"id":(\d+)/)?.1 ?? ""
                let result = head.contains("tools/list") ? #"{"tools":[\#(tools)]}"# : "{}"
                connection.answer(
                    "200 OK", ["Content-Type: application/json"], #"{"jsonrpc":"2.0","id":\#(id),"result":\#(result)}"#)
            }
        }
        let transport = try transport(server)
        let list = #"{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{\#(Self.meta)}}"#
        try await transport.send(ByteBuffer(string: list))
        let answer = try await transport.next()
        #expect(answer.contains("marked"))
        #expect(!answer.contains("broken"))
        try await transport.send(call(2, "marked", #"{"region":" north","deep":{"n":7},"other":"x"}"#))
        _ = try await transport.next()
        let head = try #require(server.heads.last)
        #expect(head.contains("Mcp-Param-Region: =?base64?IG5vcnRo?="))
        #expect(head.contains("Mcp-Param-N: 7"))
        #expect(!head.contains("other"))
        try await transport.send(call(3, "marked", #"{"region":null}"#))
        _ = try await transport.next()
        #expect(server.heads.last?.contains("Mcp-Param") == false)
    }

    @Test func `a call that lacks a field is made again when the list has told which`() async throws {
        let schema = #"{"type":"object","properties":{"region":{"type":"string","x-mcp-header":"Region"}}}"#
        let server = try ScriptedServer { connection in
            while let (head, body) = connection.readRequest() {
                let isList = head.contains("tools/list")
                guard isList || head.contains("Mcp-Param-Region: north") else {
                    let error = #"{"jsonrpc":"2.0","id":1,"error":{"code":-32020,"message":"missing"}}"#
                    connection.answer("400 Bad Request", ["Content-Type: application/json"], error)
                    continue
                }
                let result = isList ? #"{"tools":[{"name":"marked","inputSchema":\#(schema)}]}"# : "{}"
                let id = body.firstMatch(of: /"id":([^,]+)/)?.1 ?? ""
                connection.answer(
                    "200 OK", ["Content-Type: application/json"],
                    #"{"jsonrpc":"2.0","id":\#(id),"result":\#(result)}"#)
            }
        }
        let transport = try transport(server)
        try await transport.send(call(1, "marked", #"{"region":"north"}"#))
        #expect(try await transport.next() == #"{"jsonrpc":"2.0","id":1,"result":{}}"#)
        try await transport.send(call(1, "unmarked"))
        #expect(try await transport.next().contains("-32020"))
        #expect(server.heads.count == 6)
    }

    @Test func `cancelling a request closes its stream and says nothing`() async throws {
        let closed = Collected<Bool>()
        let server = try ScriptedServer { connection in
            _ = connection.readRequest()
            connection.write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n: begun\n\n")
            closed.add(connection.waitForClose())
        }
        let transport = try transport(server)
        try await transport.send(call(1, "slow"))
        try await eventually { server.heads.count == 1 }
        let cancel = #"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}}"#
        try await transport.send(ByteBuffer(string: cancel))
        try await eventually { closed.all == [true] }
        #expect(server.heads.count == 1)
        await transport.close()
        #expect(await transport.receive() == nil)
    }

    @Test func `events before the answer are handed up, and a stream that ends early fails its request`() async throws {
        let note = #"{"jsonrpc":"2.0","method":"notifications/message","params":{}}"#
        let server = try ScriptedServer { connection in
            _ = connection.readRequest()
            let body = "data: \(note)\n\nevent: other\ndata: {}\n\n"
            connection.answer("200 OK", ["Content-Type: text/event-stream"], body)
        }
        let transport = try transport(server)
        try await transport.send(call(5, "cut"))
        let messages = try await transport.next(2)
        #expect(messages[0] == note)
        #expect(messages[1].contains(#""id":5"#))
        #expect(messages[1].contains("ended before the answer came"))
        #expect(messages.count == 2)
    }

    @Test(arguments: [
        ("404 Not Found", #"{"jsonrpc":"2.0","id":1,"error":{"code":-32601,"message":"no"}}"#, "-32601"),
        ("400 Bad Request", #"{"jsonrpc":"2.0","id":null,"error":{"code":-32022,"message":"no"}}"#, "-32022"),
        ("401 Unauthorized", "", "HTTP 401"), ("500 Internal", "<html>", "HTTP 500"),
        ("404 Not Found", "", "check the URL"),
        ("200 OK", #"{"jsonrpc":"2.0","id":2,"result":{}}"#, "not the answer"),
        ("204 No Content", "", "no content type"),
    ])
    func `what the server refuses becomes the answer`(status: String, body: String, expected: String) async throws {
        let server = try ScriptedServer { connection in
            _ = connection.readRequest()
            connection.answer(status, body.hasPrefix("{") ? ["Content-Type: application/json"] : [], body)
        }
        let transport = try transport(server)
        try await transport.send(call(1, "refused"))
        let answer = try await transport.next()
        #expect(answer.contains(expected), "\(answer)")
        #expect(answer.contains(#""id":1"#))
    }

    @Test func `a server that is not there is told by name, and nothing is concluded about its era`() async throws {
        let server = try ScriptedServer { _ in }
        server.stop()
        let failure = await #expect(throws: ConnectionFailure.self) {
            try await Client.connect(name: "trial", version: "1") { try transport(server) }
        }
        #expect("\(String(describing: failure))".contains("127.0.0.1:\(server.port)"))
    }
}
