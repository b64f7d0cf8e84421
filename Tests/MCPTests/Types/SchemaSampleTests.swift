import JSONRPC
import MCP
import Testing

/// Every member that any revision defines is one that our types know.
@Suite struct SchemaSampleTests {
    @Test(arguments: ProtocolVersion.supported)
    func `every definition of a revision has a type or needs none`(version: ProtocolVersion) throws {
        for definition in try Schema(version).definitions {
            let isMessage = definition.value["properties"]?["method"] != nil
            #expect(
                isMessage || Self.type(of: definition.key) != nil || Self.needsNone(definition.key), "\(definition.key)"
            )
        }
    }

    @Test(arguments: ProtocolVersion.supported)
    func `every member of a definition is known and comes back`(version: ProtocolVersion) throws {
        let schema = try Schema(version)
        for name in schema.definitions.keys {
            guard let type = Self.type(of: name) else { continue }
            for sample in schema.samples(of: name) { Self.check(sample, as: type, name) }
        }
    }

    @Test(arguments: ProtocolVersion.supported)
    func `every method of a revision has parameters that know all members`(version: ProtocolVersion) throws {
        let schema = try Schema(version)
        for definition in schema.definitions {
            guard let method = definition.value["properties"]?["method"]?["const"]?.string else { continue }
            guard !Self.isAboutTasks(definition.key) else { continue }
            let type = try #require(SchemaTypes.params[method], "\(method)")
            for sample in schema.samples(of: definition.key) {
                Self.check(sample["params"] ?? [:], as: type, definition.key)
            }
        }
    }

    private static func check(_ json: JSONValue, as type: any JSONConvertible.Type, _ name: String) {
        let value: any JSONConvertible
        do { value = try type.init(json: json) } catch {
            Issue.record("\(name) \(json): \(error)")
            return
        }
        #expect(value.json == json, "\(name)")
        let unknowns = unknowns(in: value).filter { !Self.isExperimentalTask($0) }
        #expect(unknowns.isEmpty, "\(name) \(json)")
    }

    /// A message without `id` and `jsonrpc` in the older schemas is checked by its parameters alone.
    private static func type(of name: String) -> (any JSONConvertible.Type)? {
        let isMessage = name.hasSuffix("Request") || name.hasSuffix("Notification")
        return isMessage && name != "InputRequest" ? nil : SchemaTypes.all[name] ?? SchemaTypes.withoutExamples[name]
    }

    /// The tasks of 2025-11-25 are not modelled.
    private static func isAboutTasks(_ name: String) -> Bool { name.contains("Task") || name == "ToolExecution" }

    private static func isExperimentalTask(_ path: String) -> Bool {
        ["/other/task", "/other/tasks", "/other/execution"].contains { path.hasSuffix($0) }
    }

    /// Unions of messages, and bases of other definitions.
    private static func needsNone(_ name: String) -> Bool {
        isAboutTasks(name)
            || [
                "Annotated", "BaseMetadata", "CacheableResult", "ClientNotification", "ClientRequest", "ClientResult",
                "Cursor",
                "Icons", "InputResponseRequestParams", "JSONArray", "JSONObject", "JSONRPCBatchRequest",
                "JSONRPCBatchResponse", "JSONRPCMessage", "JSONRPCResponse", "JSONRPCResultResponse", "JSONValue",
                "MetaObject", "PaginatedResult", "ResourceContents", "Result", "ServerNotification", "ServerRequest",
                "ServerResult",
            ].contains(name)
    }
}
