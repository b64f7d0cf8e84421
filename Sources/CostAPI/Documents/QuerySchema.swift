import JSONRPC

/// The schema of an argument as it can be said in a query, where everything is text.
enum QuerySchema {
    /// Leaves out what text cannot say: `null`, and objects beside other types.
    static func of(_ schema: JSONValue) -> JSONValue {
        guard var object = schema.object else { return schema }
        object["description"] = nil
        // All of them together have to fit into the header of a request.
        if let longest = object["maxLength"]?.integer { object["maxLength"] = .number(JSONNumber(min(longest, 512))) }
        if let types = object["type"]?.array {
            let said = types.filter { $0 != "null" && !($0 == "object" && types.count > 2) }
            object["type"] = said.count == 1 ? said[0] : .array(said)
        }
        for key in ["anyOf", "oneOf"] {
            guard let parts = object[key]?.array else { continue }
            object[key] = .array(parts.filter { $0["type"] != "null" }.map(of))
        }
        if object["type"] == "object" { return ["type": "string", "description": "JSON."] }
        return .object(object)
    }
}

extension ToolCallForm {
    /// The names in the query that stand for filters.
    func filterParameters(besides properties: JSONObject) -> [JSONValue] {
        var parameters = filters.filter { properties[$0] == nil }.map { name -> JSONValue in
            [
                "name": .string(name), "in": "query",
                "description": "Only charges with one of these values; several are separated by commas.",
                "schema": ["type": "string"],
            ]
        }
        for (name, argument) in renames.sorted(by: { $0.key < $1.key }) {
            parameters.append([
                "name": .string(name), "in": "query", "description": .string("The same as \(argument)."),
                "schema": ["type": "string"],
            ])
        }
        return parameters
    }
}

extension OwnAction {
    /// What the query may say.
    var queryParameters: [JSONValue] {
        switch self {
        case .listTools:
            [
                Self.parameter("limit", "How many, 1 to 1000.", ["type": "integer", "minimum": 1, "maximum": 1_000]),
                Self.parameter("cursor", "nextCursor of the page before.", ["type": "string"]),
            ]
        case .dashboard:
            APIRoute.dashboardForm.keys.sorted().map {
                Self.parameter($0, "As for /api/cost/summary.", ["type": "string"])
            }
        case .events:
            [
                Self.parameter("types", "Which events; all unless given.", ["type": "string"]),
                Self.parameter("after", "The number of the last event that was seen.", ["type": "integer"]),
            ]
        case .importCosts:
            [Self.parameter("filename", "What the file is called; its ending tells its kind.", ["type": "string"])]
        default: []
        }
    }

    private static func parameter(_ name: String, _ description: String, _ schema: JSONValue) -> JSONValue {
        ["name": .string(name), "in": "query", "description": .string(description), "schema": schema]
    }
}
