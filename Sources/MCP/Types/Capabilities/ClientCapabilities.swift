public import JSONRPC

/// What a client can do for a server: sent with every request since 2026-07-28, with the handshake before.
///
/// The experimental tasks of 2025-11-25 stay in ``other``.
public struct ClientCapabilities: JSONObjectConvertible {
    /// It can ask the user. Since 2025-06-18.
    public var elicitation: ElicitationCapability?
    /// It can ask a model. Deprecated since 2026-07-28.
    public var sampling: SamplingCapability?
    /// It can tell which folders the user works in. Deprecated since 2026-07-28.
    public var roots: ListChangedCapability?
    /// The extensions it speaks with their settings, by their names. Since 2026-07-28.
    public var extensions: JSONObject?
    /// What no revision defines.
    public var experimental: JSONObject?
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Creates capabilities; without arguments a client that can do nothing.
    public init(
        elicitation: ElicitationCapability? = nil, sampling: SamplingCapability? = nil,
        roots: ListChangedCapability? = nil, extensions: JSONObject? = nil, experimental: JSONObject? = nil,
        other: JSONObject = [:]
    ) {
        self.elicitation = elicitation
        self.sampling = sampling
        self.roots = roots
        self.extensions = extensions
        self.experimental = experimental
        self.other = other
    }
}

extension ClientCapabilities {
    /// Reads the members.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        elicitation = try reader.optional("elicitation")
        sampling = try reader.optional("sampling")
        roots = try reader.optional("roots")
        extensions = try reader.optional("extensions")
        experimental = try reader.optional("experimental")
        other = [:]
    }

    /// Writes the members.
    public func write(to writer: inout ObjectWriter) {
        writer.set("elicitation", elicitation)
        writer.set("sampling", sampling)
        writer.set("roots", roots)
        writer.set("extensions", extensions)
        writer.set("experimental", experimental)
    }
}
