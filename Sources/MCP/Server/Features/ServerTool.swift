public import JSONRPC

/// A tool together with what it does.
public struct ServerTool: Sendable {
    /// Does the work. The arguments satisfy the tool's input schema.
    public typealias Handler =
        @Sendable (_ arguments: JSONObject, _ context: RequestContext) async throws -> CallToolResult

    /// How the tool is listed.
    public let tool: Tool
    let handler: Handler
    private let inputSchema: JSONSchema
    private let outputSchema: JSONSchema?

    /// Creates a tool.
    ///
    /// - Parameters:
    ///   - name: 1 to 128 of `A-Z a-z 0-9 _ . -`.
    ///   - inputSchema: what arguments it takes; without one, any object.
    ///   - outputSchema: what its structured content looks like; the handler's results are held to it.
    /// - Throws: ``InvalidFeature`` when the name or a schema is none.
    public init(
        _ name: String, description: String? = nil, inputSchema: JSONObject = ["type": "object"],
        outputSchema: JSONObject? = nil, annotations: ToolAnnotations? = nil, handler: @escaping Handler
    ) throws(InvalidFeature) {
        try self.init(
            Tool(
                name: name, description: description, inputSchema: inputSchema, outputSchema: outputSchema,
                annotations: annotations),
            handler: handler)
    }

    /// Creates a tool from its listing.
    ///
    /// - Throws: ``InvalidFeature`` when the name or a schema is none.
    public init(_ tool: Tool, handler: @escaping Handler) throws(InvalidFeature) {
        guard Tool.isValidName(tool.name) else {
            throw InvalidFeature("tool name '\(tool.name)': expected 1 to 128 of A-Z a-z 0-9 _ . -")
        }
        self.tool = tool
        self.handler = handler
        do {
            inputSchema = try JSONSchema(.object(tool.inputSchema))
            outputSchema = try tool.outputSchema.map { json throws(JSONSchemaError) in try JSONSchema(.object(json)) }
        } catch {
            throw InvalidFeature("tool '\(tool.name)': \(error)")
        }
    }

    /// Checks the arguments, does the work and checks what comes out.
    ///
    /// Arguments that do not fit are a result with `isError`, because the model that chose them can mend them.
    func call(_ arguments: JSONObject, _ context: RequestContext) async throws -> CallToolResult {
        do { try inputSchema.validate(.object(arguments)) } catch {
            return .error("Invalid arguments for \(tool.name): \(error)")
        }
        let result: CallToolResult
        do { result = try await handler(arguments, context) } catch let failure as DecodingFailure {
            return .error("Invalid arguments for \(tool.name): \(failure)")
        }
        try checkOutput(result)
        return result
    }

    private func checkOutput(_ result: CallToolResult) throws(RPCError) {
        guard let outputSchema, result.isError != true else { return }
        guard let content = result.structuredContent else {
            throw .internalError("\(tool.name) declares an output schema and returned no structured content")
        }
        do { try outputSchema.validate(content) } catch {
            throw .internalError("\(tool.name) returned what its output schema does not allow: \(error)")
        }
    }
}

/// A tool, prompt or resource that cannot be offered as it was described.
public struct InvalidFeature: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong with it.
    public let description: String

    init(_ description: String) {
        self.description = description
    }
}
