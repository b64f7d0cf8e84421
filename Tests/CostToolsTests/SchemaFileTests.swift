import CostStore
import CostTools
import Foundation
import JSONRPC
import MCP
import Testing

/// Holds `schemas/tools` to what the program says. With `MCPHUB_REWRITE_SCHEMAS=1` the files are written anew.
@Suite struct SchemaFileTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "schemas/tools")

    @Test func `the files of schemas are what agents are told`() async throws {
        try await CostToolsTests.withTools { store, _ in
            var options = CostToolsOptions()
            options.allowsWrites = true
            options.exports = NSTemporaryDirectory()
            let server = try CostTools.server(store: store, version: "1", options: options)
            for tool in try await server.tools.listTools(for: Caller()) {
                let file = Self.folder.appending(path: "\(tool.name).json")
                if ProcessInfo.processInfo.environment["MCPHUB_REWRITE_SCHEMAS"] == "1" {
                    let object = try JSONSerialization.jsonObject(with: Data(tool.json.serialized))
                    let options: JSONSerialization.WritingOptions = [
                        .prettyPrinted, .sortedKeys, .withoutEscapingSlashes,
                    ]
                    try JSONSerialization.data(withJSONObject: object, options: options).write(to: file)
                }
                #expect(try JSONValue(parsing: Array(Data(contentsOf: file)).span) == tool.json, "\(tool.name)")
            }
        }
    }
}
