public import MCP

extension RegistrySnapshot {
    /// Whom a call of the tool is sent to, and under which name.
    ///
    /// - Throws: ``RoutingFailure`` when no child offers a tool of that name.
    public func toolRoute(_ name: String) throws(RoutingFailure) -> Route {
        guard let route = toolNames.route(of: name) else { throw .unknownTool(name) }
        return route
    }

    /// Whom a request for the prompt is sent to, and under which name.
    ///
    /// - Throws: ``RoutingFailure`` when no child offers a prompt of that name.
    public func promptRoute(_ name: String) throws(RoutingFailure) -> Route {
        guard let route = promptNames.route(of: name) else { throw .unknownPrompt(name) }
        return route
    }

    /// Whom a URI is read from, and how it is written there; see ``ResourceTable/route(of:)``.
    ///
    /// - Throws: ``RoutingFailure`` when that is not certain.
    public func resourceRoute(_ uri: String) throws(RoutingFailure) -> Route {
        try resourceTable.route(of: uri)
    }

    /// Whom a completion is asked of, and the reference to put in the place of the one received.
    ///
    /// - Throws: ``RoutingFailure`` when no child offers what is referred to.
    public func completionTarget(
        _ reference: CompletionReference
    ) throws(RoutingFailure) -> (child: String, reference: CompletionReference) {
        switch reference {
        case .prompt(var prompt):
            let route = try promptRoute(prompt.name)
            prompt.name = route.name
            return (route.child, .prompt(prompt))
        case .resource(var template):
            let route = try resourceTable.templateRoute(of: template.uri)
            template.uri = route.name
            return (route.child, .resource(template))
        }
    }
}
