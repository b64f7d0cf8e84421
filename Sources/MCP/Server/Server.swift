public import JSONRPC

/// An MCP server: tools, prompts and resources, offered over any transport to callers of both eras.
///
/// ```swift
/// let server = Server(name: "greeter", version: "1.0")
/// try server.addTool("greet", inputSchema: ["type": "object", "required": ["name"]]) { arguments, _ in
///     .text("Hello, \(try arguments.required("name") as String)!")
/// }
/// await server.serve(try StdioTransport.standard())
/// ```
///
/// One server may serve many transports at the same time; features may be added and removed while it does, and
/// whoever listens is told.
public final class Server: Sendable {
    /// What the server says it is.
    public let info: Implementation
    /// How its tools are best used, for the model to read.
    public let instructions: String?
    /// Its tools.
    public let tools: any ToolRegistry
    /// How it behaves.
    public let options: ServerOptions
    private let toolBox: ToolBox?
    let prompts: PromptBox
    let resources: ResourceBox
    /// What happens to prompts and resources; tools have their own stream.
    let changes = Broadcast<ServerChange>()
    let states: RequestStates
    let shutdown = Broadcast<Void>()

    /// Creates a server whose tools are added with ``addTool(_:)``.
    public convenience init(
        name: String, version: String, instructions: String? = nil, options: ServerOptions = ServerOptions()
    ) {
        self.init(
            Implementation(name: name, version: version), instructions: instructions, options: options, box: ToolBox())
    }

    /// Creates a server that offers the tools of a registry.
    public init(
        _ info: Implementation, tools: any ToolRegistry, instructions: String? = nil,
        options: ServerOptions = ServerOptions()
    ) {
        self.info = info
        self.instructions = instructions
        self.tools = tools
        self.options = options
        toolBox = tools as? ToolBox
        prompts = PromptBox(changes: changes)
        resources = ResourceBox(changes: changes)
        states = RequestStates(lifetime: options.stateLifetime)
    }

    private convenience init(_ info: Implementation, instructions: String?, options: ServerOptions, box: ToolBox) {
        self.init(info, tools: box, instructions: instructions, options: options)
    }

    /// Serves one caller until it closes the transport or ``stop()`` is called, then closes the transport.
    ///
    /// Requests run concurrently. When the caller closes, requests that still run have ``ServerOptions/drainTime`` to
    /// finish before they are cancelled.
    ///
    /// - Parameter principal: the verified identity of the caller, where the transport knows one.
    public func serve(_ transport: any Transport, principal: String? = nil) async {
        await ServerSession(server: self, transport: transport, principal: principal).run()
    }

    /// Ends all subscriptions properly, lets running requests finish and closes every transport.
    public func stop() {
        shutdown.finish()
    }
}

extension Server {
    /// Adds a tool, replacing one of the same name. A server of another registry has no tools of its own to add to.
    public func addTool(_ tool: ServerTool) {
        toolBox?.add(tool)
    }

    /// Adds a tool, replacing one of the same name.
    ///
    /// - Throws: ``InvalidFeature`` when the name or a schema is none.
    public func addTool(
        _ name: String, description: String? = nil, inputSchema: JSONObject = ["type": "object"],
        outputSchema: JSONObject? = nil, annotations: ToolAnnotations? = nil, handler: @escaping ServerTool.Handler
    ) throws(InvalidFeature) {
        addTool(
            try ServerTool(
                name, description: description, inputSchema: inputSchema, outputSchema: outputSchema,
                annotations: annotations, handler: handler))
    }

    /// Removes a tool, if there is one of that name.
    public func removeTool(_ name: String) { toolBox?.remove(name) }

    /// Adds a prompt, replacing one of the same name.
    public func addPrompt(_ prompt: ServerPrompt) { prompts.add(prompt) }

    /// Removes a prompt, if there is one of that name.
    public func removePrompt(_ name: String) { prompts.remove(name) }

    /// Adds a resource, replacing one of the same URI.
    public func addResource(_ resource: ServerResource) { resources.add(resource) }

    /// Adds a resource template, replacing one of the same URI template.
    public func addResourceTemplate(_ template: ServerResourceTemplate) { resources.add(template) }

    /// Removes a resource, if there is one of that URI.
    public func removeResource(_ uri: String) { resources.remove(uri) }

    /// Tells whoever subscribed to `uri` that its contents have changed.
    public func resourceUpdated(_ uri: String) { changes.send(.resourceUpdated(uri)) }
}
