import JSONRPC
import NIOCore

/// How the URIs in the result of a child are written for agents, where each child has its prefix.
///
/// Only what the protocol defines as the URI of a resource is changed, and by putting the prefix in front of it: text,
/// structured content and everything else of the result stay as they are, byte for byte. All such URIs are changed,
/// also those that the child cannot have, so that none of its own making leads to another child.
struct URIRewrite {
    /// What stands before all URIs of the child, as it stands in a JSON string.
    private let prefix: ByteBuffer
    private let limits: JSONLimits
    private var edit = MessageEdit()

    private init(_ prefix: String, _ limits: JSONLimits) {
        self.prefix = ByteBuffer(string: prefix)
        self.limits = limits
    }

    /// The changes to a message with a result.
    ///
    /// - Parameters:
    ///   - result: where the result stands in `bytes`, the message.
    ///   - method: what it is the result of.
    ///   - prefix: what stands before all URIs of the child: ASCII without quotes and backslashes.
    ///   - limits: those the message was scanned with.
    /// - Throws: ``JSONSyntaxError`` when it is not certain which URIs a reader will see, since an object has a member
    ///   twice.
    static func edit(
        _ result: ByteRange, of method: RoutedMethod, in bytes: Span<UInt8>, prefix: String, limits: JSONLimits
    ) throws(JSONSyntaxError) -> MessageEdit {
        var rewrite = URIRewrite(prefix, limits)
        switch method {
        case .readResource:
            for contents in try rewrite.elements("contents", of: result, bytes) {
                try rewrite.changeResource(contents, bytes)
            }
        case .callTool:
            for block in try rewrite.elements("content", of: result, bytes) { try rewrite.changeBlock(block, bytes) }
        case .getPrompt:
            for message in try rewrite.elements("messages", of: result, bytes) {
                for block in try rewrite.elements("content", of: message, bytes) {
                    try rewrite.changeBlock(block, bytes)
                }
            }
        case .complete: break
        }
        return rewrite.edit
    }

    /// The elements of an array that is a member of an object, or the one value that stands in the array's place.
    private func elements(
        _ key: String, of object: ByteRange, _ bytes: Span<UInt8>
    ) throws(JSONSyntaxError) -> [ByteRange] {
        guard let place = try layout(of: object, bytes)?[key] else { return [] }
        guard bytes[place.start] == UInt8(ascii: "[") else { return [place] }
        return try ArrayLayout(bytes, at: place, limits: limits).elements
    }

    /// Changes a block of content, which may be a link or bring a resource along.
    private mutating func changeBlock(_ block: ByteRange, _ bytes: Span<UInt8>) throws(JSONSyntaxError) {
        guard let layout = try layout(of: block, bytes), let type = layout["type"] else { return }
        guard bytes[type.start] == UInt8(ascii: "\"") else { return }
        switch try JSONValue(parsing: bytes.extracting(type.range)) {
        case "resource_link": change(layout["uri"], bytes)
        case "resource": if let resource = layout["resource"] { try changeResource(resource, bytes) }
        default: break
        }
    }

    private mutating func changeResource(_ resource: ByteRange, _ bytes: Span<UInt8>) throws(JSONSyntaxError) {
        change(try layout(of: resource, bytes)?["uri"], bytes)
    }

    /// Puts the prefix behind the quote with which the URI begins.
    private mutating func change(_ uri: ByteRange?, _ bytes: Span<UInt8>) {
        guard let uri, bytes[uri.start] == UInt8(ascii: "\"") else { return }
        edit.replace(ByteRange(uri.start + 1, uri.start + 1), with: prefix)
    }

    /// The members of an object; nil for any other value, which has no URI.
    private func layout(of place: ByteRange, _ bytes: Span<UInt8>) throws(JSONSyntaxError) -> ObjectLayout? {
        guard bytes[place.start] == UInt8(ascii: "{") else { return nil }
        return try ObjectLayout(bytes, at: place, limits: limits)
    }
}

extension RoutingCore {
    /// What of the result of a call has to be changed so that its URIs lead back to the child.
    ///
    /// - Throws: ``JSONSyntaxError``, see ``URIRewrite``; never where URIs are raw.
    func uriEdit(
        for call: Call, _ line: ByteBuffer, _ envelope: Envelope
    ) throws(JSONSyntaxError) -> MessageEdit {
        guard let child = call.route?.child, let prefix = uriPrefix(of: child, for: call),
            let result = envelope[.result]
        else { return MessageEdit() }
        return try URIRewrite.edit(
            result, of: call.method, in: line.readableBytesUInt8Span, prefix: prefix,
            limits: configuration.settings.limits.json)
    }

    /// What stands before the URIs of a child as the agent of a call sees them; nil where they are raw.
    private func uriPrefix(of child: String, for call: Call) -> String? {
        if let agent = call.caller?.agent, agents[agent]?.server != nil { return nil }
        return snapshot.resourceTable.prefix(of: child)
    }

    /// The error of a child with the URI that it says it does not have, as the agent knows it.
    func exposed(_ error: RPCError, of call: Call) -> RPCError {
        guard call.method == .readResource, let child = call.route?.child,
            let prefix = uriPrefix(of: child, for: call),
            var data = error.data?.object, let uri = data["uri"]?.string
        else { return error }
        data["uri"] = .string(prefix + uri)
        return RPCError(code: error.code, message: error.message, data: .object(data))
    }
}
