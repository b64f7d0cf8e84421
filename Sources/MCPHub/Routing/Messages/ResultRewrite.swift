import JSONRPC
import MCP
import NIOCore

/// How the result of a child is written for the agent that asked.
///
/// The bytes of the result are copied; only what an era or a hop adds to every result is different. Content that the
/// agent's revision does not have is the one thing that is rewritten, and URIs where those of children are prefixed.
struct ResultRewrite {
    let caller: Caller
    let method: RoutedMethod
    let childIsModern: Bool
    /// What the hub calls itself, as JSON.
    let hub: ByteBuffer
    let line: ByteBuffer
    let envelope: Envelope
    /// What ``URIRewrite`` changes; nothing where URIs are raw.
    var uris = MessageEdit()

    /// Whether it is the result of a tool that says it has failed.
    var isToolError: Bool {
        guard method == .callTool, let place = envelope[.resultIsError] else { return false }
        return line.readableBytesUInt8Span[place.start] == UInt8(ascii: "t")
    }

    func message() -> ByteBuffer {
        if let converted = convertedResult() { return converted }
        let bytes = line.readableBytesUInt8Span
        var edit = uris
        if let id = envelope[.id] {
            var written = ByteBuffer()
            written.write(caller.requestID)
            edit.replace(id, with: written)
        }
        guard let result = envelope[.result] else { return edit.applied(to: line) }
        if caller.isModern { modernize(result, &edit, bytes) } else { age(result, &edit, bytes) }
        return edit.applied(to: line)
    }

    private func modernize(_ result: ByteRange, _ edit: inout MessageEdit, _ bytes: Span<UInt8>) {
        var members = ByteBuffer()
        if envelope[.resultType] == nil { members.write(member: "resultType", raw: #""complete""#) }
        if method == .readResource {
            if envelope[.ttlMilliseconds] == nil { members.write(member: "ttlMs", raw: "0") }
            if envelope[.cacheScope] == nil { members.write(member: "cacheScope", raw: #""private""#) }
        }
        var server = ByteBuffer()
        server.write(member: "io.modelcontextprotocol/serverInfo", hub)
        let meta = ByteBuffer.object(of: foreignMeta(bytes, behind: server))
        if let place = envelope[.resultMeta] {
            edit.replace(place, with: meta)
        } else {
            members.write(member: "_meta", meta)
        }
        edit.change(result, of: bytes, adding: members)
    }

    /// Takes away what only the modern era has.
    private func age(_ result: ByteRange, _ edit: inout MessageEdit, _ bytes: Span<UInt8>) {
        var removed = [envelope[.resultType], envelope[.ttlMilliseconds], envelope[.cacheScope]]
        if let place = envelope[.resultMeta], childIsModern {
            let members = foreignMeta(bytes, behind: ByteBuffer())
            if members.readableBytes > 0 {
                edit.replace(place, with: .object(of: members))
            } else {
                removed.append(place)
            }
        }
        edit.change(result, of: bytes, removing: removed)
    }

    /// The members of the child's `_meta` that are not the protocol's, behind those given.
    private func foreignMeta(_ bytes: Span<UInt8>, behind first: ByteBuffer) -> ByteBuffer {
        var members = first
        guard let place = envelope[.resultMeta], let layout = try? ObjectLayout(bytes, at: place) else {
            return members
        }
        for member in layout.members where !member.key.hasPrefix(MetaKey.prefix) {
            if members.readableBytes > 0 { members.writeString(",") }
            members.writeBytes(bytes.extracting(member.keyPlace.start..<member.value.end).bytes)
        }
        return members
    }

    /// The whole message with content that the agent's revision has; nil when there is nothing to change.
    private func convertedResult() -> ByteBuffer? {
        guard mayNeedConversion, var object = decodedResult?.object else { return nil }
        for key in ["resultType", "ttlMs", "cacheScope"] { object[key] = nil }
        if var meta = object["_meta"]?.object {
            meta[MetaKey.serverInfo] = nil
            object["_meta"] = .object(meta)
        }
        switch method {
        case .callTool:
            guard let result = try? CallToolResult(object) else { return nil }
            object = result.converted(for: caller.version).object
        case .getPrompt:
            guard let result = try? GetPromptResult(object) else { return nil }
            object = result.converted(for: caller.version).object
        case .readResource, .complete: return nil
        }
        return OutgoingMessage.result(caller.requestID, object)
    }

    private var decodedResult: JSONValue? {
        guard uris.isEmpty else { return (try? JSONValue(parsing: uris.applied(to: line)))?["result"] }
        return (try? envelope.value(.result, in: line.readableBytesUInt8Span)) ?? nil
    }

    private var mayNeedConversion: Bool {
        guard !caller.isModern, method == .callTool || method == .getPrompt else { return false }
        if !caller.version.hasResourceLinks || !caller.version.hasAudio { return true }
        guard childIsModern, method == .callTool, let result = envelope[.result] else { return false }
        let layout = try? ObjectLayout(line.readableBytesUInt8Span, at: result)
        guard let structured = layout?["structuredContent"] else { return false }
        return line.readableBytesUInt8Span[structured.start] != UInt8(ascii: "{")
    }
}
