import JSONRPC
import MCP
import MCPHub

/// What the doctor has to say about one server.
struct ServerReport: Sendable {
    /// The key of the server.
    let key: String
    /// What was found, the worst first.
    let findings: [Finding]
    /// How it is otherwise, in a line; nil when it could not be started.
    let summary: String?
    /// What it offers; nil when it could not be asked.
    let catalog: ChildCatalog?

    /// How slow a start is worth mentioning, and how long definitions.
    private static let (slowStart, longDefinitions) = (Duration.seconds(10), 40_000)

    /// The report of a server that was not started.
    init(_ key: String, _ findings: [Finding]) {
        self.key = key
        self.findings = findings.sorted { $0.severity > $1.severity }
        summary = nil
        catalog = nil
    }

    /// The report of a server that was started alone.
    ///
    /// - Parameter trust: what was known about its tools before.
    init(
        _ server: ServerConfiguration, preflight: [Finding], status: ServerStatus, catalog: ChildCatalog?,
        trust: TrustDecision?
    ) {
        key = server.key
        self.catalog = catalog
        summary = status.isUsable ? Self.summary(status) : nil
        let found =
            [Self.start(status, server), Self.noise(status), Self.size(status), Self.trust(trust, server.key)]
            .compactMap(\.self) + Self.problems(status, catalog)
        findings = (preflight + found).sorted { $0.severity > $1.severity }
    }

    /// The worst there is; nil for nothing.
    var severity: Finding.Severity? { findings.first?.severity }

    private static func summary(_ status: ServerStatus) -> String {
        let version = status.protocolVersion
        let era = version.map { "speaks \($0.rawValue) (\($0.era == .modern ? "stateless" : "with a handshake"))" }
        let start = status.startTime.map { "ready after \(Int($0 / .milliseconds(1))) ms" }
        let offers = [
            (status.toolCount, "tool"), (status.promptCount, "prompt"), (status.resourceCount, "resource"),
            (status.templateCount, "resource template"),
        ]
        let offer = offers.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)\($0.0 == 1 ? "" : "s")" }.joined(separator: ", ")
        let size = "definitions of \(status.definitionBytes) bytes, about \(status.definitionBytes / 4) tokens"
        return [start, era, offer.isEmpty ? "offers nothing" : offer, status.toolCount > 0 ? size : nil]
            .compactMap(\.self).joined(separator: "; ")
    }

    private static func start(_ status: ServerStatus, _ server: ServerConfiguration) -> Finding? {
        let remedyForSlow = "raise \"startTimeout\" of the server, or install it so that nothing is downloaded at start"
        switch status.state {
        case .ready, .dormant:
            guard let time = status.startTime, time > slowStart else { return nil }
            return Finding(.warning, "it took \(time.inSeconds) s to get ready", remedy: remedyForSlow)
        case .starting, .configured:
            return Finding(
                .error, "it was not ready after \(server.settings.startTimeout.inSeconds) s", remedy: remedyForSlow,
                evidence: status.errorLines)
        case .failed(let reason):
            return Finding(
                .error, "it does not start: \(reason)", remedy: remedy(status, server), evidence: status.errorLines)
        case .backingOff, .stopped:
            let reason = status.problem ?? "it ends as soon as it is started"
            return Finding(
                .error, "it does not start: \(reason)", remedy: remedy(status, server), evidence: status.errorLines)
        }
    }

    private static func remedy(_ status: ServerStatus, _ server: ServerConfiguration) -> String {
        guard case .process(let process) = server.endpoint else { return "check its address" }
        let command = ([process.command] + process.arguments).map(\.text).joined(separator: " ")
        let reading = status.errorLines.isEmpty ? "" : "read what it says below, or "
        return reading + "try it by hand: \(command)"
    }

    private static func noise(_ status: ServerStatus) -> Finding? {
        guard status.noiseLines > 0 else { return nil }
        return Finding(
            .warning, "it writes lines to standard output that are no messages (\(status.noiseLines) so far)",
            remedy: "the hub skips them, other clients break: let it log to standard error",
            evidence: status.firstNoise.map { [$0] } ?? [])
    }

    private static func size(_ status: ServerStatus) -> Finding? {
        guard status.definitionBytes > longDefinitions else { return nil }
        return Finding(
            .note, "a model reads about \(status.definitionBytes / 4) tokens of its definitions",
            remedy: "offer fewer with \"tools\": { \"allow\": … }, or let agents search with hub_search_tools")
    }

    private static func trust(_ decision: TrustDecision?, _ key: String) -> Finding? {
        guard case .changed(let change) = decision else { return nil }
        return Finding(
            .warning, "its tools are not those that were approved",
            remedy: "look with: mcphub diff \(key), accept with: mcphub approve \(key)",
            evidence: "\(change)".split(separator: "\n").prefix(20).map(String.init))
    }

    private static func problems(_ status: ServerStatus, _ catalog: ChildCatalog?) -> [Finding] {
        let isUsable = status.isUsable
        let problems = isUsable ? status.problems.map { Finding(.warning, $0) } : []
        let lists = (catalog?.problems ?? []).map(\.description).filter { !status.problems.contains($0) }
        let entries = lists.map { Finding(.warning, "\($0), so that it is left out", remedy: "tell its author") }
        let hidden = catalog.map(HiddenText.scan) ?? []
        guard !hidden.isEmpty else { return problems + entries }
        let finding = Finding(
            .warning, "it hides text from people that models read",
            remedy: "do not use it before you know why", evidence: hidden.prefix(20).map(\.description))
        return problems + entries + [finding]
    }
}

extension Duration {
    /// The duration in seconds with a decimal where it has one.
    fileprivate var inSeconds: String {
        let tenths = Int(self / .milliseconds(100))
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    }
}
