import JSONRPC
import MCPHub
import Testing

@Suite struct TrustStoreTests {
    private func tools(_ entries: [String]) throws -> ToolSetFingerprint {
        var catalog = try Samples.catalog("c")
        catalog.tools = try Samples.list(.tools, entries)
        return ToolSetFingerprint(catalog)
    }

    private func approved(_ entries: [String]) throws -> TrustStore {
        var store = TrustStore()
        store.approve(try tools(entries), of: "c", at: "2026-01-01T00:00:00Z")
        return store
    }

    private static let tool = #"{"name":"a","description":"d","inputSchema":{"type":"object"}}"#

    @Test func `order, white space and what models do not see change no fingerprint`() throws {
        let one = try tools([Self.tool, #"{"name":"b"}"#])
        let two = try tools([
            #"{"name":"b","icons":[],"_meta":{"x":1}}"#,
            #"{ "inputSchema":{"type":"object"}, "description":"d", "name":"a" }"#,
        ])
        #expect(one.digest == two.digest)
        #expect(one.tools.map(\.digest) == two.tools.map(\.digest))
    }

    @Test func `nothing is approved before somebody does it`() throws {
        let set = try tools([Self.tool])
        var store = TrustStore()
        #expect(store.decision(on: set, of: "c") == .unknown)
        store.approve(set, of: "c", at: "now")
        #expect(store.decision(on: set, of: "c") == .approved)
        #expect(store.decision(on: set, of: "d") == .unknown)
        store.forget("c")
        #expect(store.decision(on: set, of: "c") == .unknown)
    }

    @Test func `a child without tools can be approved and then not grow any`() throws {
        var store = TrustStore()
        store.approve(try tools([]), of: "c", at: "now")
        #expect(store.decision(on: try tools([]), of: "c") == .approved)
        #expect(store.decision(on: try tools([Self.tool]), of: "c") != .approved)
    }

    @Test(arguments: [
        (#"{"name":"a","description":"D","inputSchema":{"type":"object"}}"#, "/description"),
        (#"{"name":"a","description":"d","inputSchema":{"type":"object","x":1}}"#, "/inputSchema/x"),
        (#"{"name":"a","description":"d","inputSchema":{"type":["object"]}}"#, "/inputSchema/type"),
        (#"{"name":"a","inputSchema":{"type":"object"}}"#, "/description"),
        (#"{"name":"a","description":"d","inputSchema":{"type":"object"},"title":"t"}"#, "/title"),
        (#"{"name":"a","description":"d","inputSchema":{"type":"object"},"annotations":{"a~/b":1}}"#, "/annotations"),
        (#"{"name":"a","description":"d","inputSchema":{"type":"object"},"outputSchema":{}}"#, "/outputSchema"),
    ])
    func `a changed tool tells the field`(changed: String, pointer: String) throws {
        let decision = try approved([Self.tool]).decision(on: try tools([changed]), of: "c")
        guard case .changed(let change) = decision else { Issue.record("\(decision)"); return }
        #expect(change.added.isEmpty && change.removed.isEmpty)
        #expect(change.changed.map(\.name) == ["a"])
        #expect(change.changed.first?.differences.map(\.pointer) == [pointer])
        #expect(change.unapproved == ["a"])
    }

    @Test func `a tool that is renamed is one gone and one new`() throws {
        let renamed = Self.tool.replacing("\"a\"", with: "\"b\"")
        let decision = try approved([Self.tool]).decision(on: try tools([renamed]), of: "c")
        guard case .changed(let change) = decision else { Issue.record("\(decision)"); return }
        #expect(change.added == ["b"] && change.removed == ["a"] && change.changed.isEmpty)
        #expect(change.description == "+ b is new\n- a is gone")
    }

    @Test func `a difference is written for people and hides nothing`() throws {
        let changed = Self.tool.replacing("\"d\"", with: "\"d\\u200b\\u001b[2J\"")
        let decision = try approved([Self.tool]).decision(on: try tools([changed]), of: "c")
        guard case .changed(let change) = decision else { Issue.record("\(decision)"); return }
        #expect(
            change.description == """
                ~ a, approved 2026-01-01T00:00:00Z, has changed
                    /description
                    - "d"
                    + "d\\u{200B}\\u001b[2J"
                """)
    }

    @Test func `approving again keeps the dates of what is the same`() throws {
        var store = try approved([Self.tool, #"{"name":"b"}"#])
        store.approve(try tools([Self.tool, #"{"name":"n"}"#]), of: "c", at: "later")
        #expect(store.children["c"]?.mapValues(\.approvedAt) == ["a": "2026-01-01T00:00:00Z", "n": "later"])
        store.approve(try tools([#"{"name":"m"}"#, #"{"name":"o"}"#]), of: "c", at: "last", only: ["m"])
        #expect(store.children["c"]?.keys.sorted() == ["a", "m", "n"])
    }

    @Test func `a store comes back from its document`() throws {
        let store = try approved([Self.tool, #"{"name":"é","inputSchema":{"n":1.10}}"#])
        let read = try TrustStore(document: store.document.span)
        #expect(read == store)
        #expect(read.document == store.document)
    }

    @Test func `a document that was changed by hand is refused`() throws {
        let text = String(decoding: try approved([Self.tool]).document, as: UTF8.self)
        let forged = text.replacing(#""description":"d""#, with: #""description":"evil""#)
        #expect(throws: TrustStoreFailure.self) { try TrustStore(document: Array(forged.utf8).span) }
    }

    @Test(arguments: [
        "", "{}", "[]", #"{"format":"mcphub-trust","version":2,"children":{}}"#,
        #"{"format":"mcphub-trust","version":1}"#,
        #"{"format":"mcphub-trust","version":1,"children":{"a":{"tools":{"t":{}}}}}"#,
    ])
    func `a document that cannot be read is an error and not an empty store`(text: String) {
        #expect(throws: TrustStoreFailure.self) { try TrustStore(document: Array(text.utf8).span) }
    }

    @Test func `differences are bounded`() throws {
        let many = (0..<500).map { "\"k\($0)\":1" }.joined(separator: ",")
        let changed = #"{"name":"a","description":"d","inputSchema":{"type":"object",\#(many)}}"#
        let decision = try approved([Self.tool]).decision(on: try tools([changed]), of: "c")
        guard case .changed(let change) = decision else { Issue.record("\(decision)"); return }
        #expect(change.changed.first?.differences.count == ValueDifference.limit)
    }
}
