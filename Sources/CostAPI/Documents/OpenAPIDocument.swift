import HTTPTypes
import JSONRPC
import MCP

/// The API as OpenAPI 3.1 describes it: the table of routes with the schemas of the tools behind them.
struct OpenAPIDocument {
    let table: RouteTable
    let shelf: ToolShelf.Shelf
    let options: APIOptions

    var json: JSONValue {
        var object: JSONObject = [
            "openapi": "3.1.0",
            "info": [
                "title": "MCPHub", "version": .string(options.version),
                "description": "The tools of the hub as REST. See docs/API.md.",
            ],
            "paths": .object(paths),
            "components": .object(components),
        ]
        object["x-tools"] = .array(shelf.tools.map { .string($0.tool.name) })
        if options.asksForCredentials { object["security"] = [["token": []]] }
        return .object(object)
    }

    private var components: JSONObject {
        var components: JSONObject = [
            "schemas": ["Problem": Self.problemSchema], "responses": .object(OpenAPIResponses.all),
        ]
        if options.asksForCredentials {
            components["securitySchemes"] = ["token": ["type": "http", "scheme": "bearer"]]
        }
        return components
    }

    private var paths: JSONObject {
        var paths: JSONObject = [:]
        for route in table.routes {
            var item = paths[route.path.text]?.object ?? [:]
            item[route.method.rawValue.lowercased()] = .object(OpenAPIOperation(route, shelf).json)
            paths[route.path.text] = .object(item)
        }
        return paths
    }

    private static let problemSchema: JSONValue = [
        "type": "object", "description": "Why there is no other answer (RFC 9457).",
        "required": ["type", "title", "status", "detail"],
        "properties": [
            "type": ["type": "string"], "title": ["type": "string"], "status": ["type": "integer"],
            "detail": ["type": "string"], "instance": ["type": "string"], "requestId": ["type": "string"],
            "errors": [
                "type": "array",
                "items": [
                    "type": "object", "required": ["pointer", "message"],
                    "properties": ["pointer": ["type": "string"], "message": ["type": "string"]],
                ],
            ],
            "tool": ["type": "string"], "questions": ["type": "object"], "resume": ["type": "string"],
        ],
    ]
}

/// The answers that several operations share.
enum OpenAPIResponses {
    /// By status; each is a component named `Problem` and the status.
    private static let problems: [(status: Int, description: String)] = [
        (400, "The input does not fit; errors names each field."), (401, "Credentials are missing or no good."),
        (403, "The caller may not do this."), (404, "There is no such thing."),
        (405, "The path is there for other methods; Allow names them."),
        (409, "The tool has questions; answer them at the resume URL."), (413, "The body is too long."),
        (415, "The body is of another kind than is taken."),
        (422, "The Idempotency-Key belongs to another request."), (429, "Too many requests; see Retry-After."),
        (500, "Something has failed here."), (501, "The tool that answers is not registered."),
        (502, "The server of the tool has failed."), (503, "Something that is needed is not there."),
        (504, "The tool took too long."),
    ]

    /// The components.
    static var all: JSONObject {
        var all: JSONObject = [:]
        for problem in problems {
            all["Problem\(problem.status)"] = [
                "description": .string(problem.description),
                "content": ["application/problem+json": ["schema": ["$ref": "#/components/schemas/Problem"]]],
            ]
        }
        return all
    }

    /// References to all of them.
    static var references: JSONObject {
        var references: JSONObject = [:]
        for problem in problems {
            references[String(problem.status)] = ["$ref": .string("#/components/responses/Problem\(problem.status)")]
        }
        return references
    }
}
