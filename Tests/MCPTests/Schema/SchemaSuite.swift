import Foundation
import JSONRPC
import MCP

/// The JSON Schema Test Suite as it lies beside the repository.
enum SchemaSuite {
    static let directory = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "shared/data/json-schema-test-suite")

    /// One test of a group, with the group's schema.
    struct Case: Sendable {
        let name: String
        let value: JSONValue
        let isValid: Bool
    }

    /// A schema and the tests of it.
    struct Group: Sendable {
        let name: String
        let schema: JSONValue
        let cases: [Case]
    }

    /// The files of a folder such as `optional`, without those of its subfolders; empty when the suite is missing.
    static func files(_ folder: String = "") -> [String] {
        let path = directory.appending(path: "tests/draft2020-12").appending(path: folder).path
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return names.filter { $0.hasSuffix(".json") }.sorted().map { folder.isEmpty ? $0 : "\(folder)/\($0)" }
    }

    static func groups(_ file: String) throws -> [Group] {
        let json = try read(directory.appending(path: "tests/draft2020-12").appending(path: file))
        return (json.array ?? []).map { group in
            let cases = (group["tests"]?.array ?? []).map { test in
                Case(
                    name: test["description"]?.string ?? "", value: test["data"] ?? .null,
                    isValid: test["valid"]?.bool ?? false
                )
            }
            let name = group["description"]?.string ?? ""
            return Group(name: name, schema: group["schema"] ?? .null, cases: cases)
        }
    }

    /// The documents that the suite expects a server to have, under the URIs it expects them at.
    static let remotes: [String: JSONValue] = {
        let root = directory.appending(path: "remotes")
        var documents: [String: JSONValue] = [:]
        for path in FileManager.default.enumerator(atPath: root.path)?.allObjects as? [String] ?? [] {
            guard path.hasSuffix(".json"), let json = try? read(root.appending(path: path)) else { continue }
            documents["http://localhost:1234/" + path] = json
        }
        return documents
    }()

    /// Runs the tests of a file.
    ///
    /// - Returns: how many there are, and the names of those that came out wrong.
    static func run(_ file: String, options: JSONSchema.Options) throws -> (total: Int, failed: [String]) {
        var total = 0
        var failed: [String] = []
        for group in try groups(file) {
            let schema = Result { try JSONSchema(group.schema, resources: remotes, options: options) }
            for test in group.cases {
                total += 1
                if outcome(schema, test.value) != test.isValid { failed.append("\(group.name): \(test.name)") }
            }
        }
        return (total, failed)
    }

    /// Whether `value` matches; nil when that cannot be told, which no test of the suite expects.
    private static func outcome(_ schema: Result<JSONSchema, any Error>, _ value: JSONValue) -> Bool? {
        guard let schema = try? schema.get() else { return nil }
        do {
            try schema.validate(value)
            return schema.isValid(value) ? true : nil
        } catch .invalid(let violations, _) {
            return schema.isValid(value) || violations.isEmpty ? nil : false
        } catch {
            return nil
        }
    }

    private static func read(_ url: URL) throws -> JSONValue {
        try JSONValue(parsing: String(decoding: Data(contentsOf: url), as: UTF8.self))
    }
}
