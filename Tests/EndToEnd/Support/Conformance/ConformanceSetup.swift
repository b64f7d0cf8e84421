import Foundation
import MCP
import Testing

/// A hub with a server behind it that offers the conformance fixture, and the eras in which it is judged at once.
struct ConformanceSetup: Hashable, Sendable, CustomTestStringConvertible {
    /// Who offers the fixture.
    enum Fixture: String {
        case kit = "our server kit"
        case sdk2 = "SDK 2.x"
        case sdk1 = "SDK 1.x"
        /// The kit, to which the hub speaks as to a server of the handshake era.
        case legacyKit = "our server kit, legacy"

        var command: [String] {
            switch self {
            case .kit, .legacyKit: Peer.built("mcp-conformance-server")
            case .sdk2: Peer.python("mcp2", "conformance_server.py")
            case .sdk1: Peer.python("mcp1", "conformance_server_legacy.py")
            }
        }
    }

    let fixture: Fixture
    let eras: [ProtocolVersion.Era]
    /// Whether it is one of two servers, asked for alone: then names have a prefix only where both are seen.
    var isView = false

    /// Every way in which the bar is held. Servers of the handshake era cannot offer what the modern era asks for.
    static let all =
        [Fixture.kit, .sdk2].flatMap { fixture in
            [[.modern], [.legacy], [.modern, .legacy]].map { ConformanceSetup(fixture: fixture, eras: $0) }
        } + [Fixture.sdk1, .legacyKit].map { ConformanceSetup(fixture: $0, eras: [.legacy]) }
        + [ConformanceSetup(fixture: .kit, eras: [.modern, .legacy], isView: true)]

    var testDescription: String {
        "\(fixture.rawValue)\(isView ? ", alone" : ""), \(eras.map(\.word).joined(separator: " and ")) agents"
    }

    /// What came of each scenario in each era.
    typealias Report = [ProtocolVersion.Era: [String: ConformanceOutcome]]

    /// Starts the hub and judges it.
    func judge() async throws -> Report {
        let report = Watched(Report())
        let server: JSONObject = fixture == .legacyKit ? ["era": "legacy"] : [:]
        try await ServedHub.run(servers, hub: isView ? [:] : ["names": "plain"], server: server) { hub in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for era in eras {
                    group.addTask {
                        let outcomes = try await Self.judge(era, at: hub.url + (isView ? "/fixture" : ""))
                        report.change { $0[era] = outcomes }
                    }
                }
                try await group.waitForAll()
            }
        }
        return report.now
    }

    private var servers: [(key: String, command: [String])] {
        [("fixture", fixture.command)] + (isView ? [("other", Peer.built("mcp-example-server"))] : [])
    }

    private static func judge(
        _ era: ProtocolVersion.Era, at url: String
    ) async throws -> [String: ConformanceOutcome] {
        let outcome = try await Peer.run(Peer.script("conformance.py") + ["--era", era.word, url])
        var outcomes: [String: ConformanceOutcome] = [:]
        for line in outcome.output.split(separator: "\n") {
            let line = try JSONDecoder().decode(ConformanceOutcome.self, from: Data(line.utf8))
            if let name = line.scenario { outcomes[name] = line }
        }
        guard outcomes["liveness"]?.ok == true else {
            throw TrialFailure("the fixture is not there: \(outcomes["liveness"]?.detail ?? outcome.all)")
        }
        return outcomes
    }
}

/// What came of a scenario.
struct ConformanceOutcome: Decodable, Sendable {
    let scenario: String?
    let ok: Bool?
    let detail: String?
}

extension ProtocolVersion.Era {
    fileprivate var word: String { self == .modern ? "modern" : "legacy" }
}
