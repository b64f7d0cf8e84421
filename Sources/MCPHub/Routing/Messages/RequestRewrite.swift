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

    /// The keys that belong to one hop and are written anew for the next.
    private static let hopKeys: [EnvelopeField] = [
        .metaProtocolVersion, .metaClientCapabilities, .metaClientInfo, .metaSubscriptionID, .metaServerInfo,
        .metaRelatedTask,
    ]

    func message() -> ByteBuffer {
        let bytes = call.line.readableBytesUInt8Span
        var edit = MessageEdit()
        if let id = call.envelope[.id] { edit.replace(id, with: ByteBuffer(string: String(number))) }
        changeSubject(&edit)
        changeMeta(&edit, bytes)
        guard let params = call.envelope[.params] else { return edit.applied(to: call.line) }
        edit.change(params, of: bytes, removing: removedParams, adding: addedParams)
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

    private func changeMeta(_ edit: inout MessageEdit, _ bytes: Span<UInt8>) {
        guard let meta = call.envelope[.paramsMeta] else { return }
        if let token = call.envelope[.metaProgressToken] {
            edit.replace(token, with: ByteBuffer(string: String(number)))
        }
        var removed = Self.hopKeys.map { call.envelope[$0] }
        if !isModern { removed.append(call.envelope[.metaLogLevel]) }
        edit.change(meta, of: bytes, removing: removed, adding: isModern ? modernMembers : nil)
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

    private var addedParams: ByteBuffer? {
        guard isModern else { return nil }
        var members = ByteBuffer()
        if call.envelope[.paramsMeta] == nil {
            var meta = ByteBuffer(string: "{")
            meta.writeImmutableBuffer(modernMembers)
            meta.writeString("}")
            members.write(member: "_meta", meta)
        }
        if let answers = call.childAnswers { members.write(member: "inputResponses", answers) }
        if let state = call.childState { members.write(member: "requestState", state) }
        return members
    }
}
