import MCPHub

/// The tools of one server as it offers them now, beside what has been approved.
struct ToolExamination: Sendable {
    /// The key of the server.
    let key: String
    /// Its tools; nil when it is not usable.
    let tools: ToolSetFingerprint?
    /// Whether they are those that were approved; nil when the server is not usable.
    let decision: TrustDecision?
    /// Why the server is not usable.
    let problem: String?

    /// How the tools differ from those that were approved; nil when they do not.
    var change: TrustChange? { if case .changed(let change) = decision { change } else { nil } }

    /// Starts the servers and looks at what they offer. Nothing is approved by that.
    static func run(
        _ configuration: HubConfiguration, _ program: ProgramEnvironment
    ) async throws -> [ToolExamination] {
        let store: TrustStore
        do { store = try program.trustFile?.read() ?? TrustStore() } catch { throw CommandFailure(.usage, error) }
        return try await LocalHub.run(configuration.forLooking, in: program) { local in
            let snapshot = await local.hub.snapshot()
            return await local.hub.status().servers.map { server in
                let tools = snapshot.catalogs[server.key].map(ToolSetFingerprint.init)
                let problem = tools == nil ? server.problem ?? "it is \(server.state.name)" : nil
                return ToolExamination(
                    key: server.key, tools: tools, decision: tools.map { store.decision(on: $0, of: server.key) },
                    problem: problem)
            }
        }
    }
}
