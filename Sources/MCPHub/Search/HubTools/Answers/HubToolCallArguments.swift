public import JSONRPC

/// What `hub_call_tool` is called with: the name of a tool, and where its arguments stand, which are not looked into.
public struct HubToolCallArguments: Hashable, Sendable {
    /// The tool to call, by the name under which it is offered.
    public let name: String
    /// Where the arguments of that tool stand in the message, braces included; nil for none.
    public let argumentsPlace: ByteRange?

    /// Reads the arguments of `hub_call_tool`.
    ///
    /// - Parameters:
    ///   - message: the bytes of the request, or of its `arguments` alone.
    ///   - place: where in them its `arguments` stand; nil when they are nothing else. Places in the result count from
    ///     the first byte of `message` either way.
    /// - Throws: ``HubToolArgumentsFailure``, in words that a model can act on.
    public init(_ message: Span<UInt8>, at place: ByteRange? = nil) throws(HubToolArgumentsFailure) {
        let layout: ObjectLayout
        do { layout = try ObjectLayout(message, at: place) } catch {
            throw HubToolArgumentsFailure("The arguments cannot be read: \(error)")
        }
        if let stranger = layout.members.first(where: { !["name", "arguments"].contains($0.key) }) {
            throw HubToolArgumentsFailure(
                "\(HubTool.callTool.name) takes name and arguments, not '\(stranger.key.prefix(64))'; "
                    + "put the arguments of the tool into arguments")
        }
        guard let namePlace = layout["name"],
            let name = (try? JSONValue(parsing: message.extracting(namePlace.range)))?.string, !name.isEmpty
        else {
            throw HubToolArgumentsFailure("\(HubTool.callTool.name) needs the name of the tool to call, as a string")
        }
        if let arguments = layout["arguments"], message[arguments.start] != UInt8(ascii: "{") {
            throw HubToolArgumentsFailure("arguments is not an object; \(HubTool.describeTool.name) tells what fits")
        }
        self.name = name
        argumentsPlace = layout["arguments"]
    }
}
