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
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
    ],
    targets: [
        .systemLibrary(
            name: "CCurl", path: "CSystem/CCurl",
            providers: [.apt(["libcurl4-openssl-dev"]), .brew(["curl"])]),
        .systemLibrary(name: "CLinux", path: "CSystem/CLinux"),
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
                "JSONRPC", "Locking", "MCP", "Polling", "Processes", .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "SystemPackage", package: "swift-system"),
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: strict
        ),
        // Not named like its program: on a file system that ignores case that would be the module of the hub.
        .executableTarget(
            name: "HubCommand",
            dependencies: [
                "JSONRPC", "Locking", "MCP", "MCPHub", "Processes",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            path: "Commands/mcphub", swiftSettings: strict
        ),
        .executableTarget(
            name: "mcp-example-server", dependencies: ["MCP"], path: "Examples/ExampleServer", swiftSettings: strict),
        .executableTarget(
            name: "mcp-example-client",
            dependencies: ["MCP", "Processes", .product(name: "NIOCore", package: "swift-nio")],
            path: "Examples/ExampleClient", swiftSettings: strict),
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
            name: "Benchmarks",
            dependencies: ["JSONRPC", "MCP", "MCPHub", "Polling", .product(name: "NIOCore", package: "swift-nio")],
            path: "Benchmarks", exclude: ["HTTP"], swiftSettings: strict
        ),
        .executableTarget(
            name: "http-benchmark", dependencies: ["HTTPClient", .product(name: "NIOCore", package: "swift-nio")],
            path: "Benchmarks/HTTP", swiftSettings: strict),
        .target(
            name: "HTTPTestSupport", dependencies: ["Locking"], path: "Tests/HTTPTestSupport", swiftSettings: strict),
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
                "HTTPClient", "HTTPTestSupport", "Locking", .product(name: "NIOCore", package: "swift-nio"),
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
        .testTarget(name: "MCPTests", dependencies: ["MCP", "JSONRPC"], swiftSettings: strict),
        .testTarget(
            name: "ProcessesTests", dependencies: ["Processes", "Locking", "process-peer"], swiftSettings: strict),
        .testTarget(
            name: "MCPHubTests",
            dependencies: [
                "MCPHub", "MCP", "JSONRPC", .product(name: "NIOCore", package: "swift-nio"),
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
        .testTarget(name: "ArchitectureTests", path: "Tests/Architecture", swiftSettings: strict),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "MCP", "Processes", "HubCommand", "mcp-example-server", "mcp-example-client", "minimal-server",
                "minimal-client",
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            path: "Tests/EndToEnd", exclude: ["Peers"], swiftSettings: strict
        ),
    ]
)
