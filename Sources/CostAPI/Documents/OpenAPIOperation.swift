import HTTPTypes
import JSONRPC
import MCP

/// One route as OpenAPI describes it.
struct OpenAPIOperation {
    private let route: APIRoute
    private let tool: Tool?

    init(_ route: APIRoute, _ shelf: ToolShelf.Shelf) {
        self.route = route
        tool = route.toolName.flatMap { shelf[$0]?.tool }
    }

    var json: JSONObject {
        var object: JSONObject = [
            "operationId": .string(Self.identifier(route)), "summary": .string(route.summary),
            "tags": [.string(route.group)], "responses": .object(responses), "x-role": .string(route.role.rawValue),
        ]
        if let name = route.toolName {
            object["x-tool"] = .string(name)
            object["x-registered"] = .bool(tool != nil)
        }
        let description = tool?.description ?? route.toolName.map { "Answers once a server offers the tool \($0)." }
        object["description"] = description.map(JSONValue.string)
        let parameters = pathParameters + queryParameters + headerParameters
        if !parameters.isEmpty { object["parameters"] = .array(parameters) }
        object["requestBody"] = requestBody
        if case .own(.documentation) = route.action { object["security"] = [] }
        return object
    }

    private static func identifier(_ route: APIRoute) -> String {
        let words = route.path.text.split { !$0.isLetter && !$0.isNumber }.map(String.init)
        return ([route.method.rawValue.lowercased()] + words).joined(separator: "_")
    }

    // MARK: Input

    private var properties: JSONObject { tool?.inputSchema["properties"]?.object ?? [:] }

    private var pathParameters: [JSONValue] {
        route.path.parameters.map { name in
            [
                "name": .string(name), "in": "path", "required": true,
                "schema": ["type": "string", "minLength": 1, "pattern": "^[^/%]+$"],
            ]
        }
    }

    private var queryParameters: [JSONValue] {
        switch route.action {
        case .tool(let form) where route.method == .get:
            return properties.filter { !route.path.parameters.contains($0.key) }.map { parameter($0.key, $0.value) }
                + (tool == nil ? [] : form.filterParameters(besides: properties))
        case .own(let action): return action.queryParameters
        default: return []
        }
    }

    private func parameter(_ name: String, _ schema: JSONValue) -> JSONValue {
        var parameter: JSONObject = ["name": .string(name), "in": "query", "schema": QuerySchema.of(schema)]
        parameter["description"] = schema["description"]
        if tool?.inputSchema["required"]?.array?.contains(.string(name)) == true { parameter["required"] = true }
        return .object(parameter)
    }

    private var headerParameters: [JSONValue] {
        guard case .tool(let form) = route.action, form.writes else { return [] }
        return [
            [
                "name": "Idempotency-Key", "in": "header",
                "description": "The same key with the same request gets the same answer, and nothing is done twice.",
                "schema": ["type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[A-Za-z0-9._-]+$"],
            ]
        ]
    }

    private var requestBody: JSONValue? {
        guard route.method != .get, route.method != .delete else { return nil }
        switch route.action {
        case .tool:
            guard let tool else { return ["content": ["application/json": ["schema": ["type": "object"]]]] }
            return ["content": ["application/json": ["schema": bodySchema(tool)]]]
        case .own(.callTool): return ["content": ["application/json": ["schema": ["type": "object"]]]]
        case .own(.resume): return ["required": true, "content": ["application/json": ["schema": Self.answersSchema]]]
        case .own(.importCosts):
            let file: JSONValue = ["schema": ["type": "string", "contentMediaType": "application/octet-stream"]]
            return [
                "required": true,
                "content": [
                    "application/json": ["schema": tool.map { .object($0.inputSchema) } ?? ["type": "object"]],
                    "text/csv": file, "application/gzip": file, "application/zip": file,
                ],
            ]
        case .own: return nil
        }
    }

    /// What the body has to say besides the path.
    private func bodySchema(_ tool: Tool) -> JSONValue {
        var schema = tool.inputSchema
        let inPath = Set(route.path.parameters)
        if let required = schema["required"]?.array {
            schema["required"] = .array(required.filter { !inPath.contains($0.string ?? "") })
        }
        return .object(schema)
    }

    private static let answersSchema: JSONValue = [
        "type": "object", "required": ["answers"],
        "properties": [
            "answers": [
                "type": "object",
                "additionalProperties": [
                    "type": "object", "required": ["action"],
                    "properties": [
                        "action": ["enum": ["accept", "decline", "cancel"]], "content": ["type": "object"],
                    ],
                ],
            ]
        ],
    ]

    // MARK: Output

    private var responses: JSONObject {
        var responses: JSONObject = [:]
        responses[String(route.success.code)] = success
        if route.tool != nil, route.success != .accepted {
            responses["202"] = ["description": "A job has been made of it (Prefer: respond-async)."]
        }
        if route.method == .get {
            responses["304"] = ["description": "What If-None-Match names is still the answer."]
        }
        for member in OpenAPIResponses.references { responses[member.key] = member.value }
        return responses
    }

    private var success: JSONValue {
        switch route.action {
        case .own(.documentation): return ["description": "A page.", "content": ["text/html": [:]]]
        case .own(.events): return ["description": "Events.", "content": ["text/event-stream": [:]]]
        default:
            let schema = tool?.outputSchema.map(JSONValue.object) ?? [:]
            return [
                "description": .string(route.summary),
                "content": ["application/json": ["schema": schema]],
            ]
        }
    }
}
