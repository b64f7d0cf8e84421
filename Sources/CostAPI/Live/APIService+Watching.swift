import JSONRPC

/// What is noticed by looking now and then.
extension APIService {
    /// How often is looked.
    private static let interval = Duration.seconds(1)

    /// Tells when the data has become another.
    func watchData() async {
        var known = await backend.dataVersion()
        while (try? await Task.sleep(for: Self.interval)) != nil {
            let version = await backend.dataVersion()
            guard version != known else { continue }
            known = version
            guard let version else { continue }
            await feed.publish(.costUpdates, ["dataVersion": .string(version)])
        }
    }

    /// Gives signs of life, so that nothing on the way takes a quiet stream for dead.
    func beat() async {
        while (try? await Task.sleep(for: .seconds(15))) != nil { feed.beat() }
    }

    /// Tells when a server has become another.
    func watchServers() async {
        var known = Dictionary(grouping: await backend.serverStates(), by: \.name)
        while (try? await Task.sleep(for: Self.interval)) != nil {
            let states = Dictionary(grouping: await backend.serverStates(), by: \.name)
            for name in Set(states.keys).union(known.keys).sorted() where states[name] != known[name] {
                let state = states[name]?.first
                await feed.publish(
                    .hubStatus,
                    [
                        "server": .string(name), "state": .string(state?.state ?? "removed"),
                        "toolCount": .number(JSONNumber(state?.toolCount ?? 0)),
                        "restarts": .number(JSONNumber(state?.restarts ?? 0)),
                    ])
            }
            known = states
        }
    }
}
