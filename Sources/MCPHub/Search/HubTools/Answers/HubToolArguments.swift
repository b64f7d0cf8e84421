import JSONRPC
import MCP
import NIOCore

/// Checks what an agent calls a tool of the hub with against the schema that it was told.
struct HubToolArguments {
    private static let schemas: [HubTool: JSONSchema] = {
        let pairs = HubTool.allCases.compactMap { tool -> (HubTool, JSONSchema)? in
            guard let definition = try? JSONValue(parsing: Array(tool.definition.utf8).span),
                let input = definition["inputSchema"], let schema = try? JSONSchema(input)
            else { return nil }
            return (tool, schema)
        }
        return Dictionary(uniqueKeysWithValues: pairs)
    }()

    /// The arguments.
    let object: JSONObject

    /// Reads arguments.
    ///
    /// - Parameter json: `arguments` of the request as it stands there; nil for none.
    /// - Throws: ``HubToolArgumentsFailure``, in words that a model can act on.
    init(_ json: ByteBuffer?, of tool: HubTool) throws(HubToolArgumentsFailure) {
        let value: JSONValue
        do { value = try json.map { try JSONValue(parsing: $0) } ?? [:] } catch {
            throw HubToolArgumentsFailure("The arguments cannot be read: \(error)")
        }
        guard let object = value.object else { throw HubToolArgumentsFailure("The arguments are not an object") }
        do { try Self.schemas[tool]?.validate(value) } catch {
            throw HubToolArgumentsFailure("The arguments do not fit the inputSchema of \(tool.name):\n\(error)")
        }
        self.object = object
    }
}

/// Arguments that a tool of the hub cannot use.
public struct HubToolArgumentsFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong with them.
    public let description: String

    init(_ description: String) {
        self.description = description
    }
}
