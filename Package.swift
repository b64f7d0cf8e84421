// swift-tools-version: 6.2
import PackageDescription

/// Swift 6 mode with every border spelled out: what is `any`, which module a member comes from, what an import exposes.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

let package = Package(
    name: "mcphub",
    platforms: [.macOS(.v26)],
    products: [
        .library(name: "Backplane", targets: ["Backplane"]),
        .library(name: "CostAPI", targets: ["CostAPI"]),
        .library(name: "HTTPClient", targets: ["HTTPClient"]),
        .library(name: "JSONRPC", targets: ["JSONRPC"]),
        .library(name: "MCP", targets: ["MCP"]),
        .library(name: "MCPStreamableHTTP", targets: ["MCPStreamableHTTP"]),
        .library(name: "Polling", targets: ["Polling"]),
        .library(name: "Processes", targets: ["Processes"]),
        .library(name: "MCPHub", targets: ["MCPHub"]),
        .executable(name: "mcphub", targets: ["HubCommand"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        .package(url: "https://github.com/apple/swift-nio-http2", from: "1.45.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
        .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
    ],
    targets: [
        .systemLibrary(
            name: "CCurl", path: "CSystem/CCurl",
            providers: [.apt(["libcurl4-openssl-dev"]), .brew(["curl"])]),
        .systemLibrary(name: "CLinux", path: "CSystem/CLinux"),
        .systemLibrary(
            name: "CZlib", path: "CSystem/CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
        .systemLibrary(
            name: "CMinizip", path: "CSystem/CMinizip", pkgConfig: "minizip",
            providers: [.apt(["libminizip-dev"]), .brew(["minizip"])]),
        .target(name: "Locking", swiftSettings: strict),
        .target(
            name: "JSONRPC",
            dependencies: [.product(name: "NIOCore", package: "swift-nio")],
            swiftSettings: strict
        ),
        .target(
            name: "MCP",
            dependencies: ["JSONRPC", "Locking", .product(name: "NIOCore", package: "swift-nio")],
            swiftSettings: strict
        ),
        .target(
            name: "HTTPClient",
            dependencies: ["CCurl", "Locking", .product(name: "NIOCore", package: "swift-nio")],
            swiftSettings: strict
        ),
        .target(
            name: "MCPStreamableHTTP",
            dependencies: [
                "HTTPClient", "JSONRPC", "Locking", "MCP", .product(name: "NIOCore", package: "swift-nio"),
            ],
            swiftSettings: strict
        ),
        .target(
            name: "Polling",
            dependencies: [
                .target(name: "CLinux", condition: .when(platforms: [.linux])), "JSONRPC", "Locking",
                .product(name: "NIOCore", package: "swift-nio"),
            ],
            swiftSettings: strict
        ),
        .target(
            name: "Processes",
            dependencies: [
                "JSONRPC", "Locking", "MCP", .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: strict
        ),
        .target(
            name: "MCPHub",
            dependencies: [
                "HTTPServing", "JSONRPC", "Locking", "MCP", "Polling", "Processes",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "SystemPackage", package: "swift-system"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CoreMetrics", package: "swift-metrics"),
            ],
            swiftSettings: strict
        ),
        .target(
            name: "HTTPServing",
            dependencies: [
                "JSONRPC", "Locking", "MCP",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "HummingbirdHTTP2", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "JWTKit", package: "jwt-kit"),
                .product(name: "CoreMetrics", package: "swift-metrics"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOTLS", package: "swift-nio"),
                .product(name: "NIOHTTP2", package: "swift-nio-http2"),
                .product(name: "NIOWebSocket", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict
        ),
        .target(
            name: "Backplane", dependencies: ["Locking", .product(name: "NIOCore", package: "swift-nio")],
            swiftSettings: strict),
        .target(name: "Jobs", dependencies: ["JSONRPC"], swiftSettings: strict),
        .target(
            name: "CostAPI",
            dependencies: [
                "Backplane", "CZlib", "HTTPServing", "JSONRPC", "Jobs", "Locking", "MCP",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "NIOCore", package: "swift-nio"),
            ],
            swiftSettings: strict
        ),
        .target(name: "CostModel", swiftSettings: strict),
        .target(name: "COpenData", path: "CSystem/COpenData", exclude: ["Tables"]),
        .target(
            name: "CostFiles",
            dependencies: [
                "CMinizip", "COpenData", "CZlib", "CostModel", "JSONRPC",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: strict
        ),
        .systemLibrary(
            name: "CPostgres", path: "CSystem/CPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .target(
            name: "CostStore",
            dependencies: [
                "CPostgres", "CostFiles", "CostModel", "Locking", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ],
            swiftSettings: strict
        ),
        .target(
            name: "CostTools", dependencies: ["CostFiles", "CostModel", "CostStore", "JSONRPC", "MCP"],
            swiftSettings: strict),
        // Not named like its program: on a file system that ignores case that would be the module of the hub.
        .executableTarget(
            name: "HubCommand",
            dependencies: [
                "CostAPI", "CostFiles", "CostModel", "CostStore", "CostTools", "HTTPClient", "HTTPServing", "JSONRPC",
                "Locking",
                "MCP", "MCPHub",
                "MCPStreamableHTTP", "Processes",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            path: "Commands/mcphub", swiftSettings: strict
        ),
        .executableTarget(
            name: "cost-sample", dependencies: ["CostFiles", "CostModel"], path: "Commands/cost-sample",
            swiftSettings: strict),
        .executableTarget(
            name: "mcp-example-server", dependencies: ["MCP"], path: "Examples/ExampleServer", swiftSettings: strict),
        .executableTarget(
            name: "mcp-example-client",
            dependencies: ["MCP", "Processes", .product(name: "NIOCore", package: "swift-nio")],
            path: "Examples/ExampleClient", swiftSettings: strict),
        .executableTarget(
            name: "mcp-conformance-server", dependencies: ["Locking", "MCP"], path: "Examples/ConformanceServer",
            swiftSettings: strict),
        .executableTarget(
            name: "minimal-server", dependencies: ["MCP"], path: "Examples/MinimalServer", swiftSettings: strict),
        .executableTarget(
            name: "minimal-client", dependencies: ["MCP", "Processes"], path: "Examples/MinimalClient",
            swiftSettings: strict),
        .executableTarget(
            name: "process-peer",
            dependencies: ["Polling", "Processes", .product(name: "NIOCore", package: "swift-nio")],
            path: "Tests/ProcessPeer", swiftSettings: strict),
        .executableTarget(
            name: "store-peer", dependencies: ["CostFiles", "CostModel", "CostStore"], path: "Tests/CostStorePeer",
            swiftSettings: strict),
        .executableTarget(
            name: "Benchmarks",
            dependencies: ["JSONRPC", "MCP", "MCPHub", "Polling", .product(name: "NIOCore", package: "swift-nio")],
            path: "Benchmarks", exclude: ["HTTP"], swiftSettings: strict
        ),
        .executableTarget(
            name: "http-benchmark", dependencies: ["HTTPClient", .product(name: "NIOCore", package: "swift-nio")],
            path: "Benchmarks/HTTP", swiftSettings: strict),
        .target(name: "TestPacing", path: "Tests/TestPacing", swiftSettings: strict),
        .target(name: "TestClock", dependencies: ["Locking"], path: "Tests/TestClock", swiftSettings: strict),
        .target(
            name: "HTTPTestSupport", dependencies: ["Locking"], path: "Tests/HTTPTestSupport", swiftSettings: strict),
        .target(
            name: "PostgresTestSupport", dependencies: ["Locking", "TestPacing"], path: "Tests/PostgresTestSupport",
            swiftSettings: strict),
        .testTarget(
            name: "BackplaneTests", dependencies: ["Backplane", .product(name: "NIOCore", package: "swift-nio")],
            swiftSettings: strict),
        .testTarget(
            name: "CostAPITests",
            dependencies: [
                "Backplane", "CostAPI", "HTTPServing", "JSONRPC", "Jobs", "MCP",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "NIOCore", package: "swift-nio"),
            ],
            swiftSettings: strict
        ),
        .testTarget(name: "CostModelTests", dependencies: ["CostModel"], swiftSettings: strict),
        .testTarget(name: "CostFilesTests", dependencies: ["CostFiles", "CostModel"], swiftSettings: strict),
        .testTarget(name: "JSONRPCTests", dependencies: ["JSONRPC"], swiftSettings: strict),
        .testTarget(
            name: "PollingTests",
            dependencies: [
                "Polling", "JSONRPC", "Locking", "process-peer", .product(name: "NIOCore", package: "swift-nio"),
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "HTTPClientTests",
            dependencies: [
                "HTTPClient", "HTTPTestSupport", "Locking", "TestClock",
                .product(name: "NIOCore", package: "swift-nio"),
            ],
            exclude: ["Peers"], swiftSettings: strict
        ),
        .testTarget(
            name: "MCPStreamableHTTPTests",
            dependencies: [
                "HTTPClient", "HTTPTestSupport", "JSONRPC", "MCP", "MCPStreamableHTTP",
                .product(name: "NIOCore", package: "swift-nio"),
            ],
            swiftSettings: strict
        ),
        .testTarget(name: "MCPTests", dependencies: ["JSONRPC", "Locking", "MCP", "TestClock"], swiftSettings: strict),
        .testTarget(
            name: "ProcessesTests", dependencies: ["Processes", "Locking", "process-peer"], swiftSettings: strict),
        .testTarget(
            name: "HTTPServingTests",
            dependencies: [
                "HTTPServing", "Locking", .product(name: "CoreMetrics", package: "swift-metrics"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "JWTKit", package: "jwt-kit"),
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "MCPHubTests",
            dependencies: [
                "JSONRPC", "Locking", "MCP", "MCPHub", "Polling", .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "HubCommandTests",
            dependencies: [
                "HubCommand", "MCPHub", "MCP", "JSONRPC",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "CostStoreTests",
            dependencies: ["CostFiles", "CostModel", "CostStore", "Locking", "PostgresTestSupport", "store-peer"],
            swiftSettings: strict),
        .testTarget(
            name: "CostToolsTests",
            dependencies: [
                "CostFiles", "CostModel", "CostStore", "CostTools", "JSONRPC", "MCP", "PostgresTestSupport",
                "TestPacing",
            ],
            swiftSettings: strict),
        .testTarget(name: "ArchitectureTests", path: "Tests/Architecture", swiftSettings: strict),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "HTTPServing", "MCP", "PostgresTestSupport", "Processes", "TestPacing", "HubCommand",
                "mcp-conformance-server",
                "mcp-example-server", "mcp-example-client", "minimal-server", "minimal-client",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            path: "Tests/EndToEnd", exclude: ["Peers"], swiftSettings: strict
        ),
    ]
)
