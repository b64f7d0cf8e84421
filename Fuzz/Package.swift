// swift-tools-version: 6.2
import PackageDescription

// Apart from the product, because every module has to be instrumented: `Scripts/fuzz` builds it with
// `-sanitize=fuzzer`, which also links libFuzzer.

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

func property(_ name: String, of dependencies: Target.Dependency...) -> Target {
    .executableTarget(
        name: "\(name)Fuzz", dependencies: ["Fuzzing"] + dependencies, path: name, swiftSettings: strict)
}

let jsonRPC = Target.Dependency.product(name: "JSONRPC", package: "mcphub")
let mcp = Target.Dependency.product(name: "MCP", package: "mcphub")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")

let package = Package(
    name: "fuzz",
    platforms: [.macOS(.v26)],
    dependencies: [
        .package(name: "mcphub", path: ".."),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    ],
    targets: [
        .systemLibrary(name: "CFuzzer", path: "CFuzzer"),
        .target(name: "Fuzzing", dependencies: ["CFuzzer"], path: "Fuzzing", swiftSettings: strict),
        property("Scanner", of: jsonRPC, nioCore),
        property("Parser", of: jsonRPC),
        property("Framer", of: jsonRPC, nioCore),
        property("Foundation", of: jsonRPC),
        property("Schema", of: jsonRPC, mcp),
    ]
)
