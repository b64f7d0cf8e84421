import JSONRPC

extension CallToolResult {
    /// The result as a peer of `version` can read it: content blocks that it does not know become text.
    package func converted(for version: ProtocolVersion) -> CallToolResult {
        var result = self
        result.content = content.map { $0.converted(for: version) }
        guard let structured = structuredContent, structured.object == nil, !version.hasAnyStructuredContent else {
            return result
        }
        result.structuredContent = nil
        if content.isEmpty { result.content = [.text(structured.description)] }
        return result
    }
}

extension ContentBlock {
    /// The block as a peer of `version` can read it.
    package func converted(for version: ProtocolVersion) -> ContentBlock {
        switch self {
        case .audio(let audio) where !version.hasAudio:
            .text("[audio, \(audio.mimeType), \(audio.data.utf8.count) characters of base64]")
        case .resourceLink(let link) where !version.hasResourceLinks: .text("\(link.name): \(link.uri)")
        default: self
        }
    }
}
