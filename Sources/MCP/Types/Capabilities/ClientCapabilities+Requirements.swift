import JSONRPC

extension ClientCapabilities {
    /// What a client must be able to do to answer `request`.
    public static func required(for request: InputRequest) -> ClientCapabilities {
        switch request {
        case .elicitation(let request): required(for: request.params)
        case .sampling(let request): required(for: request.params)
        case .roots: ClientCapabilities(roots: ListChangedCapability())
        case .unknown: ClientCapabilities()
        }
    }

    /// What a client must be able to do to ask its user so.
    public static func required(for params: ElicitRequestParams) -> ClientCapabilities {
        switch params.mode {
        case .form: ClientCapabilities(elicitation: .formOnly)
        case .url: ClientCapabilities(elicitation: ElicitationCapability(url: [:]))
        }
    }

    /// What a client must be able to do to ask a model so.
    public static func required(for params: CreateMessageRequestParams) -> ClientCapabilities {
        let needsTools = params.tools != nil || params.toolChoice != nil
        return ClientCapabilities(sampling: SamplingCapability(tools: needsTools ? [:] : nil))
    }

    /// Whether a client with these capabilities can do all that `required` asks for.
    ///
    /// Settings of extensions are not compared, and `experimental` and ``other`` are not looked at.
    public func satisfies(_ required: ClientCapabilities) -> Bool {
        satisfiesElicitation(required.elicitation) && satisfiesSampling(required.sampling)
            && (required.roots == nil || roots != nil)
            && (required.extensions ?? [:]).allSatisfy { extensions?[$0.key] != nil }
    }

    private func satisfiesElicitation(_ required: ElicitationCapability?) -> Bool {
        guard let required else { return true }
        guard let elicitation else { return false }
        return (!required.supportsForm || elicitation.supportsForm)
            && (!required.supportsURL || elicitation.supportsURL)
    }

    private func satisfiesSampling(_ required: SamplingCapability?) -> Bool {
        guard let required else { return true }
        guard let sampling else { return false }
        return (!required.supportsTools || sampling.supportsTools)
            && (!required.supportsContext || sampling.supportsContext)
    }
}
