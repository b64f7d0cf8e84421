import Foundation
import Testing

/// Holds the table of `docs/Modules.md`: who may import whom. An arrow never points up.
@Suite struct ImportTableTests {
    /// What each target may import, besides the standard library and the system's.
    static let table: [String: Set<String>] = [
        "Locking": [],
        "Backplane": ["Locking", "NIOCore"],
        "Jobs": ["JSONRPC"],
        "CostAPI": [
            "Backplane", "CZlib", "HTTPServing", "HTTPTypes", "Hummingbird", "HummingbirdCore", "JSONRPC", "Jobs",
            "Locking", "MCP", "NIOCore",
        ],
        "HTTPClient": ["CCurl", "Locking", "NIOCore"],
        "JSONRPC": ["NIOCore"],
        "MCP": ["JSONRPC", "Locking", "NIOCore"],
        "MCPStreamableHTTP": ["HTTPClient", "JSONRPC", "Locking", "MCP", "NIOCore"],
        "Polling": ["CLinux", "JSONRPC", "Locking", "NIOCore"],
        "Processes": ["JSONRPC", "Locking", "MCP", "Subprocess", "SystemPackage"],
        "HTTPServing": [
            "CoreMetrics", "JSONRPC", "Locking", "MCP", "HTTPTypes", "Hummingbird", "HummingbirdCore",
            "HummingbirdHTTP2", "JWTKit", "Logging", "NIOCore", "NIOHTTP1", "NIOHTTP2", "NIOHTTPTypes",
            "NIOHTTPTypesHTTP1",
            "NIOPosix", "NIOSSL", "NIOTLS", "NIOWebSocket", "ServiceLifecycle",
        ],
        "MCPHub": [
            "HTTPServing", "JSONRPC", "Locking", "MCP", "NIOCore", "NIOPosix", "Polling", "Processes", "SystemPackage",
            "CoreMetrics", "Crypto",
        ],
        "CostModel": [],
        "CostStore": ["CostFiles", "CostModel", "CPostgres", "Foundation", "GRDB", "GRDBSQLite", "Locking"],
        "CostTools": ["CostFiles", "CostModel", "CostStore", "Foundation", "JSONRPC", "MCP"],
        "CostFiles": ["CMinizip", "COpenData", "CZlib", "CostModel", "Crypto", "JSONRPC", "SystemPackage"],
    ]

    /// Modules that come with the toolchain and that any target may import. Foundation is not among them: it stays out
    /// of the targets that a small server is built from.
    static let system: Set<String> = ["Dispatch", "Synchronization", "Glibc", "Musl", "Darwin"]

    static let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    @Test func `every folder of Sources is a target of the table`() throws {
        let folders = try FileManager.default.contentsOfDirectory(
            atPath: Self.repository.appending(path: "Sources").path)
        #expect(Set(folders) == Set(Self.table.keys))
    }

    @Test(arguments: table.keys.sorted())
    func `a target imports only what the table allows`(target: String) throws {
        let allowed = try #require(Self.table[target]).union(Self.system)
        for file in try Self.sources("Sources/\(target)") {
            for module in try Self.imports(file) {
                #expect(allowed.contains(module), "\(file.lastPathComponent) imports \(module)")
            }
        }
    }

    @Test(arguments: table.keys.sorted())
    func `the package gives a target no dependency that the table does not allow`(target: String) throws {
        let manifest = try String(contentsOf: Self.repository.appending(path: "Package.swift"), encoding: .utf8)
        let start = try #require(manifest.firstMatch(of: try Regex("\\.target\\(\\s*name: \"\(target)\"")))
        let rest = manifest[start.range.lowerBound...]
        let text = rest[..<(try #require(rest.firstRange(of: "swiftSettings")).lowerBound)]
        let names = text.matches(of: /(package: )?"([A-Za-z0-9]+)"/).filter { $0.1 == nil }.map { String($0.2) }
        #expect(Set(names).subtracting([target]).isSubset(of: try #require(Self.table[target])))
    }

    @Test(arguments: table.keys.sorted())
    func `a target is described in the list of modules`(target: String) throws {
        let modules = try String(contentsOf: Self.repository.appending(path: "docs/Modules.md"), encoding: .utf8)
        #expect(modules.contains("`\(target)`"))
    }

    /// All Swift files below a folder.
    static func sources(_ folder: String) throws -> [URL] {
        let root = repository.appending(path: folder)
        let paths = try FileManager.default.subpathsOfDirectory(atPath: root.path)
        return paths.filter { $0.hasSuffix(".swift") }.map { root.appending(path: $0) }
    }

    private static func imports(_ file: URL) throws -> Set<String> {
        let text = try String(contentsOf: file, encoding: .utf8)
        let pattern = /^(?:@\w+ )*(?:public |internal |package )?import (?:struct |class |enum |func |protocol )?(\w+)/
        return Set(text.split(separator: "\n").compactMap { $0.firstMatch(of: pattern).map { String($0.1) } })
    }
}
