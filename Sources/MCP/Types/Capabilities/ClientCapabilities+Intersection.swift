import JSONRPC

extension ClientCapabilities {
    /// What both sides can do: what one who stands between a client and a server may promise the server.
    ///
    /// Settings are those of `self`. `experimental` and ``other`` are left out, as nobody knows what they promise.
    public func intersection(_ supported: ClientCapabilities) -> ClientCapabilities {
        ClientCapabilities(
            elicitation: elicitation.flatMap { $0.intersection(supported.elicitation) },
            sampling: sampling.flatMap { $0.intersection(supported.sampling) },
            roots: supported.roots == nil ? nil : roots,
            extensions: extensions.map { Self.common($0, supported.extensions ?? [:]) })
    }

    private static func common(_ own: JSONObject, _ supported: JSONObject) -> JSONObject {
        var common = JSONObject()
        for member in own where supported[member.key] != nil { common[member.key] = member.value }
        return common
    }
}

extension ElicitationCapability {
    /// Nil when no way of asking is left.
    fileprivate func intersection(_ supported: ElicitationCapability?) -> ElicitationCapability? {
        guard let supported else { return nil }
        let form = supportsForm && supported.supportsForm
        let url = supportsURL && supported.supportsURL
        guard form || url else { return nil }
        return ElicitationCapability(form: form && url ? self.form ?? [:] : self.form, url: url ? self.url : nil)
    }
}

extension SamplingCapability {
    /// Nil when the other side cannot sample.
    fileprivate func intersection(_ supported: SamplingCapability?) -> SamplingCapability? {
        guard let supported else { return nil }
        return SamplingCapability(
            tools: supported.supportsTools ? tools : nil, context: supported.supportsContext ? context : nil)
    }
}
