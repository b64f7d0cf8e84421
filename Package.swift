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
        .library(name: "JSONRPC", targets: ["JSONRPC"]),
        .library(name: "MCP", targets: ["MCP"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2")
    ],
    targets: [
        .target(
            name: "JSONRPC",
            dependencies: [.product(name: "NIOCore", package: "swift-nio")],
            swiftSettings: strict
        ),
        .target(name: "MCP", dependencies: ["JSONRPC"], swiftSettings: strict),
        .testTarget(name: "JSONRPCTests", dependencies: ["JSONRPC"], swiftSettings: strict),
        .testTarget(name: "MCPTests", dependencies: ["MCP", "JSONRPC"], swiftSettings: strict),
    ]
)
