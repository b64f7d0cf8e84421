public import MCP

extension RegistrySnapshot {
    /// Whom a call of the tool is sent to, and under which name.
    ///
    /// - Throws: ``RoutingFailure`` when no child offers a tool of that name.
    public func toolOrigin(_ name: String) throws(RoutingFailure) -> Origin {
        guard let origin = toolNames.origin(of: name) else { throw .unknownTool(name) }
        return origin
    }

    /// Whom a request for the prompt is sent to, and under which name.
    ///
    /// - Throws: ``RoutingFailure`` when no child offers a prompt of that name.
    public func promptOrigin(_ name: String) throws(RoutingFailure) -> Origin {
        guard let origin = promptNames.origin(of: name) else { throw .unknownPrompt(name) }
        return origin
    }

    /// Whom a URI is read from, and how it is written there; see ``ResourceTable/origin(of:)``.
    ///
    /// - Throws: ``RoutingFailure`` when that is not certain.
    public func resourceOrigin(_ uri: String) throws(RoutingFailure) -> Origin {
        try resourceTable.origin(of: uri)
    }

    /// Whom a completion is asked of, and the reference to put in the place of the one received.
    ///
    /// - Throws: ``RoutingFailure`` when no child offers what is referred to.
    public func completionTarget(
        _ reference: CompletionReference
    ) throws(RoutingFailure) -> (child: String, reference: CompletionReference) {
        switch reference {
        case .prompt(var prompt):
            let origin = try promptOrigin(prompt.name)
            prompt.name = origin.name
            return (origin.child, .prompt(prompt))
        case .resource(var template):
            let origin = try resourceTable.templateOrigin(of: template.uri)
            template.uri = origin.name
            return (origin.child, .resource(template))
        }
    }
}
