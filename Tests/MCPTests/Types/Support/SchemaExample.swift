import Foundation
import JSONRPC
import MCP
import Testing

/// A file of the schema's example values, such as `Tool/with-no-parameters.json`.
struct SchemaExample: Sendable, CustomTestStringConvertible {
    /// The name of the type in the schema.
    let type: String
    /// The name of the file.
    let file: String

    var testDescription: String { "\(type)/\(file)" }

    /// What the file holds.
    func json() throws -> JSONValue {
        let url = Self.folder.appending(components: type, file)
        return try JSONValue(parsing: String(contentsOf: url, encoding: .utf8))
    }

    /// Where the examples lie: beside the repository.
    static let folder: URL = {
        let repository = (0..<5).reduce(URL(filePath: #filePath)) { url, _ in url.deletingLastPathComponent() }
        return repository.deletingLastPathComponent().appending(path: "shared/data/mcp-schema/examples")
    }()

    /// The names of the folders; empty when there are no examples, which a test refuses.
    static let types: [String] = contents(of: folder)

    /// All examples.
    static let all: [SchemaExample] = types.flatMap { type in
        contents(of: folder.appending(path: type)).map { SchemaExample(type: type, file: $0) }
    }

    private static func contents(of url: URL) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []).sorted()
    }
}
