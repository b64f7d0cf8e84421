import JSONRPC
import Testing

@testable import MCP

@Suite struct LegacyLifecycleTests {
    static let params = params("2025-06-18")

    static func params(_ version: ProtocolVersion) -> InitializeRequestParams {
        InitializeRequestParams(
            protocolVersion: version, capabilities: ClientCapabilities(roots: ListChangedCapability()),
            clientInfo: Implementation(name: "test", version: "1"))
    }

    @Test(
        arguments: [
            ("2025-11-25", "2025-11-25"), ("2025-06-18", "2025-06-18"), ("2025-03-26", "2025-03-26"),
            ("2024-11-05", "2024-11-05"), ("2023-01-01", "2025-11-25"), ("2026-07-28", "2025-11-25"),
            ("", "2025-11-25"),
        ] as [(ProtocolVersion, ProtocolVersion)])
    func `a known version is taken and any other answered with the newest`(
        asked: ProtocolVersion, agreed: ProtocolVersion
    ) throws {
        var lifecycle = LegacyLifecycle.uninitialized
        #expect(try lifecycle.initialize(Self.params(asked)) == agreed)
        #expect(lifecycle.agreement?.protocolVersion == agreed)
        #expect(lifecycle.agreement?.clientInfo.name == "test")
        #expect(lifecycle.agreement?.capabilities.roots != nil)
    }

    @Test func `the handshake happens once`() throws {
        var lifecycle = LegacyLifecycle.uninitialized
        lifecycle.initialized()
        #expect(lifecycle == .uninitialized)
        _ = try lifecycle.initialize(Self.params)
        let initializing = lifecycle
        #expect(throws: RPCError.self) { try lifecycle.initialize(Self.params("2024-11-05")) }
        #expect(lifecycle == initializing)
        lifecycle.initialized()
        let agreement = try #require(lifecycle.agreement)
        #expect(lifecycle == .ready(agreement))
        lifecycle.initialized()
        #expect(lifecycle == .ready(agreement))
        #expect(throws: RPCError.self) { try lifecycle.initialize(Self.params) }
    }

    @Test(arguments: [("initialize", true), ("ping", true), ("tools/list", false), ("server/discover", false)])
    func `before the handshake only two methods are permitted`(method: String, isPermitted: Bool) throws {
        var lifecycle = LegacyLifecycle.uninitialized
        #expect(lifecycle.permits(method) == isPermitted)
        _ = try lifecycle.initialize(Self.params)
        #expect(lifecycle.permits(method))
        lifecycle.initialized()
        #expect(lifecycle.permits(method))
    }
}
