import JSONRPC

extension Tool {
    /// The tool as a peer of `version` can read it.
    ///
    /// Before 2026-07-28 structured content is always an object, so an output schema that describes anything else is
    /// left out together with that content. Members that an older peer merely does not know stay: it ignores them.
    func converted(for version: ProtocolVersion) -> Tool {
        guard !version.hasAnyStructuredContent, let schema = outputSchema, schema["type"] != "object" else {
            return self
        }
        var tool = self
        tool.outputSchema = nil
        return tool
    }
}
