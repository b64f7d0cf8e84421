import JSONRPC
import Testing

@testable import MCP

/// Every event in every state the probe can be in.
@Suite struct EraProbeTests {
    /// How a state is reached, and what each event leads to from there.
    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let path: [EraProbe.Event]
        let event: EraProbe.Event
        let action: EraProbe.Action

        init(_ state: String, _ path: [EraProbe.Event], _ event: EraProbe.Event, _ action: EraProbe.Action) {
            testDescription = "\(state), \(event)"
            self.path = path
            self.event = event
            self.action = action
        }
    }

    static let unknownMethod = RPCError.methodNotFound("server/discover")
    static let mutual = RPCError.unsupportedProtocolVersion("2026-07-28", supported: ["2030-01-01", "2026-07-28"])
    static let foreign = RPCError.unsupportedProtocolVersion("2026-07-28", supported: ["2030-01-01"])
    static let unreadable = RPCError(code: -32022, message: "no data")
    static let missing = RPCError.missingRequiredClientCapability(ClientCapabilities())

    static let discovering: [Row] = [
        ([], .discovered(["2026-07-28"]), .useModern("2026-07-28")),
        ([], .discovered(["2030-01-01", "2026-07-28", "2025-11-25"]), .useModern("2026-07-28")),
        ([], .discovered(["2025-11-25", "2025-06-18"]), .sendInitialize("2025-11-25")),
        ([], .discovered(["2030-01-01"]), .sendInitialize("2025-11-25")),
        ([], .discovered([]), .sendInitialize("2025-11-25")),
        ([], .discoverFailed(unknownMethod), .sendInitialize("2025-11-25")),
        ([], .discoverFailed(.invalidParams("no session")), .sendInitialize("2025-11-25")),
        ([], .discoverFailed(RPCError(code: -32000, message: "")), .sendInitialize("2025-11-25")),
        ([], .discoverFailed(RPCError(code: 7, message: "")), .sendInitialize("2025-11-25")),
        ([], .discoverFailed(mutual), .sendDiscover("2026-07-28")),
        ([], .discoverFailed(foreign), .fail(.noCommonVersion(["2030-01-01"]))),
        ([], .discoverFailed(unreadable), .fail(.refused(unreadable))),
        ([], .discoverFailed(.headerMismatch("x")), .fail(.refused(.headerMismatch("x")))),
        ([], .discoverFailed(missing), .fail(.refused(missing))),
        ([], .discoverTimedOut, .sendInitialize("2025-11-25")),
        ([], .exited, .relaunchAndInitialize("2025-11-25")),
        ([], .initialized("2025-11-25"), .wait),
        ([], .initializeFailed(unknownMethod), .wait),
        ([], .initializeTimedOut, .wait),
    ].map { Row("discovering", $0, $1, $2) }

    static let retrying: [Row] = [
        (.discovered(["2026-07-28"]), .useModern("2026-07-28")),
        (.discoverFailed(mutual), .fail(.noCommonVersion(["2030-01-01", "2026-07-28"]))),
        (.discoverFailed(unknownMethod), .sendInitialize("2025-11-25")),
        (.discoverTimedOut, .sendInitialize("2025-11-25")),
        (.exited, .relaunchAndInitialize("2025-11-25")),
    ].map { Row("discovering again", [.discoverFailed(mutual)], $0, $1) }

    static let initializing: [Row] = [
        (.initialized("2025-11-25"), .useLegacy("2025-11-25")),
        (.initialized("2024-11-05"), .useLegacy("2024-11-05")),
        (.initialized("2023-01-01"), .fail(.noCommonVersion(["2023-01-01"]))),
        (.initialized("2026-07-28"), .fail(.noCommonVersion(["2026-07-28"]))),
        (.initializeFailed(unknownMethod), .fail(.refused(unknownMethod))),
        (.initializeFailed(mutual), .sendDiscover("2026-07-28")),
        (.initializeFailed(foreign), .fail(.noCommonVersion(["2030-01-01"]))),
        (.initializeFailed(unreadable), .fail(.refused(unreadable))),
        (.initializeTimedOut, .fail(.silent)),
        (.discovered(["2026-07-28"]), .useModern("2026-07-28")),
        (.discovered(["2025-11-25"]), .wait),
        (.discoverFailed(unknownMethod), .wait),
        (.discoverTimedOut, .wait),
        (.exited, .relaunchAndInitialize("2025-11-25")),
    ].map { Row("initializing", [.discoverTimedOut], $0, $1) }

    static let afterRelaunch: [Row] = [
        (.initialized("2025-06-18"), .useLegacy("2025-06-18")),
        (.initializeFailed(mutual), .sendDiscover("2026-07-28")),
        (.initializeTimedOut, .fail(.silent)),
        (.exited, .fail(.exited)),
    ].map { Row("initializing after an exit", [.exited], $0, $1) }

    static let withForeignVersions: [Row] = [
        (.initialized("2025-11-25"), .useLegacy("2025-11-25")),
        (.initializeFailed(unknownMethod), .fail(.noCommonVersion(["2030-01-01"]))),
        (.initializeTimedOut, .fail(.noCommonVersion(["2030-01-01"]))),
        (.exited, .relaunchAndInitialize("2025-11-25")),
    ].map { Row("initializing a server of the future", [.discovered(["2030-01-01"])], $0, $1) }

    static let withForeignVersionsAfterRelaunch: [Row] = [
        (.initialized("2025-11-25"), .useLegacy("2025-11-25")),
        (.exited, .fail(.noCommonVersion(["2030-01-01"]))),
    ].map { Row("the same after an exit", [.discovered(["2030-01-01"]), .exited], $0, $1) }

    static let discoveringAfterInitialize: [Row] = [
        (.discovered(["2026-07-28"]), .useModern("2026-07-28")),
        (.discoverFailed(mutual), .fail(.noCommonVersion(["2030-01-01", "2026-07-28"]))),
        (.initializeTimedOut, .wait),
        (.discoverTimedOut, .sendInitialize("2025-11-25")),
    ].map { Row("discovering after initialize", [.discoverTimedOut, .initializeFailed(mutual)], $0, $1) }

    static let settled: [Row] = [
        .discovered(["2026-07-28"]), .discoverFailed(mutual), .discoverTimedOut, .initialized("2025-11-25"),
        .initializeFailed(mutual), .initializeTimedOut, .exited,
    ].flatMap { event in
        [
            Row("modern", [.discovered(["2026-07-28"])], event, .wait),
            Row("legacy", [.discoverTimedOut, .initialized("2025-11-25")], event, .wait),
            Row("failed", [.exited, .exited], event, .wait),
        ]
    }

    @Test(
        arguments: [
            discovering, retrying, initializing, afterRelaunch, withForeignVersions,
            withForeignVersionsAfterRelaunch, discoveringAfterInitialize, settled,
        ].flatMap(\.self))
    func `each event has its consequence`(row: Row) {
        var probe = EraProbe(era: .modern)
        for event in row.path { _ = probe.receive(event) }
        #expect(probe.receive(row.event) == row.action)
    }

    @Test func `the probe begins with the question it was told to`() {
        #expect(EraProbe(era: .modern).first == .sendDiscover("2026-07-28"))
        #expect(EraProbe(era: .legacy).first == .sendInitialize("2025-11-25"))
    }

    @Test func `a server known as legacy may have become modern`() {
        var probe = EraProbe(era: .legacy)
        #expect(probe.receive(.initializeFailed(Self.mutual)) == .sendDiscover("2026-07-28"))
        #expect(probe.receive(.discovered(["2026-07-28"])) == .useModern("2026-07-28"))
    }

    @Test func `discover is asked again only once`() {
        var probe = EraProbe(era: .modern)
        #expect(probe.receive(.discoverFailed(Self.mutual)) == .sendDiscover("2026-07-28"))
        #expect(probe.receive(.discoverTimedOut) == .sendInitialize("2025-11-25"))
        #expect(probe.receive(.initializeFailed(Self.mutual)) == .fail(.refused(Self.mutual)))
    }
}
