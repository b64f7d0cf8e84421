extension GetPromptResult {
    /// The result as a peer of `version` can read it: content that it does not know becomes text.
    package func converted(for version: ProtocolVersion) -> GetPromptResult {
        var result = self
        for position in messages.indices {
            result.messages[position].content = messages[position].content.converted(for: version)
        }
        return result
    }
}
