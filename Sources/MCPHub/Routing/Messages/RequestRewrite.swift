import JSONRPC
import MCP
import NIOCore

/// How the request of an agent is written for the child that it is meant for.
///
/// The bytes of the request are copied; only what belongs to the hop is different: the id, the name, the keys of
/// `_meta` that the protocol defines, and what answers questions. Arguments are never looked at.
struct RequestRewrite {
    let call: Call
    let caller: Caller
    /// Whether the child is of the modern era.
    let isModern: Bool
    /// The id at the child, which is also the progress token there.
    let number: Int
    let hub: Implementation
    /// For whom the agent acts; nil where that is nobody else's business.
    var identity: AgentIdentity?

    func message() -> ByteBuffer {
        let bytes = call.line.readableBytesUInt8Span
        var edit = MessageEdit()
        if let id = call.envelope[.id] { edit.replace(id, with: ByteBuffer(string: String(number))) }
        changeSubject(&edit)
        guard let params = call.envelope[.params] else { return edit.applied(to: call.line) }
        let meta = meta(bytes)
        let place = call.envelope[.paramsMeta]
        if let place, let meta { edit.replace(place, with: meta) }
        edit.change(
            params, of: bytes, removing: removedParams + [meta == nil ? place : nil],
            adding: addedParams(place == nil ? meta : nil))
        return edit.applied(to: call.line)
    }

    private func changeSubject(_ edit: inout MessageEdit) {
        guard let route = call.route, !route.name.isIdentical(to: call.subject) else { return }
        let field: EnvelopeField =
            switch call.method {
            case .callTool, .getPrompt: .name
            case .readResource: .uri
            case .complete: call.envelope[.referenceName] != nil ? .referenceName : .referenceURI
            }
        if let place = call.envelope[field] { edit.replace(place, with: JSONValue.string(route.name).buffer) }
    }

    /// The `_meta` for the child; nil for none.
    private func meta(_ bytes: Span<UInt8>) -> ByteBuffer? {
        var members = isModern ? modernMembers : ByteBuffer()
        if let identity { members.write(member: AgentIdentity.metaKey, identity.claims.buffer) }
        if let place = call.envelope[.paramsMeta], let layout = try? ObjectLayout(bytes, at: place) {
            for member in layout.members where passes(member.key) {
                if members.readableBytes > 0 { members.writeString(",") }
                members.writeBytes(bytes.extracting(member.keyPlace.range).bytes)
                members.writeString(":")
                if member.key == MetaKey.progressToken {
                    members.writeString(String(number))
                } else {
                    members.writeBytes(bytes.extracting(member.value.range).bytes)
                }
            }
        }
        return members.readableBytes > 0 ? .object(of: members) : nil
    }

    /// Whether a key of the agent is for the child too. The protocol's own are written anew for each hop.
    private func passes(_ key: String) -> Bool {
        guard key.hasPrefix(MetaKey.prefix) else { return key != "\(AgentIdentity.metaKey)" }
        return isModern && key == MetaKey.logLevel
    }

    /// What a modern child is told with every request.
    private var modernMembers: ByteBuffer {
        var members = caller.capabilities.modernMembers
        if !caller.isModern, let level = caller.logLevel {
            members.write(
                member: "io.modelcontextprotocol/logLevel", ByteBuffer(string: "\"\(level.rawValue)\""))
        }
        return members
    }

    /// Answers go to the child only as its own era has them.
    private var removedParams: [ByteRange?] {
        let passesAnswers = isModern && caller.isModern
        return [
            call.envelope[.paramsRequestState], passesAnswers ? nil : call.envelope[.inputResponses],
        ]
    }

    private func addedParams(_ meta: ByteBuffer?) -> ByteBuffer? {
        guard isModern else { return nil }
        var members = ByteBuffer()
        if let meta { members.write(member: "_meta", meta) }
        if let answers = call.childAnswers { members.write(member: "inputResponses", answers) }
        if let state = call.childState { members.write(member: "requestState", state) }
        return members
    }
}
