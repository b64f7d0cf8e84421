import MCPHub

/// Takes changed files over into a running hub.
actor Reloading {
    private let hub: Hub
    private let paths: [String]
    private let log: StandardErrorLog
    private let clock: any Clock<Duration>
    private var configurationWatch: FileWatch
    private var trustWatch: FileWatch
    private var isRequested = false
    /// What the hub runs with.
    private var current: HubConfiguration

    /// Prepares to watch the files from their present state on.
    init(
        hub: Hub, running configuration: HubConfiguration, paths: [String], trustFile: String?, log: StandardErrorLog,
        clock: any Clock<Duration> = ContinuousClock()
    ) {
        current = configuration
        self.hub = hub
        self.paths = paths
        self.log = log
        self.clock = clock
        configurationWatch = FileWatch(paths)
        trustWatch = FileWatch(trustFile.map { [$0] } ?? [])
    }

    /// Reads the files now, changed or not: variables of the environment file or approvals may have.
    func request() async {
        isRequested = true
        await look()
    }

    /// Looks at the files once a second until the task is cancelled.
    func run() async {
        while true {
            do { try await clock.sleep(for: .seconds(1)) } catch { return }
            await look()
        }
    }

    private func look() async {
        if trustWatch.look() || isRequested { await hub.reloadTrust() }
        var isDue = isRequested
        isRequested = false
        // Whoever writes a file in several steps is not to be read in between.
        while configurationWatch.look() {
            isDue = true
            do { try await clock.sleep(for: .milliseconds(100)) } catch { return }
        }
        if isDue { await reload() }
    }

    private func reload() async {
        do {
            let loaded = try HubConfiguration.load(paths: paths)
            let difference = ConfigurationDifference(from: current, to: loaded.configuration)
            for note in loaded.notes { log.add(HubLogEntry(.warning, "\(note)")) }
            current = loaded.configuration
            await hub.reload(loaded.configuration)
            log.add(HubLogEntry(.info, "The configuration was read again: \(difference.summary)."))
        } catch {
            log.add(HubLogEntry(.error, "The configuration cannot be used, the hub goes on as it was.\n\(error)"))
        }
    }
}

extension ConfigurationDifference {
    /// What it comes to, in a line.
    var summary: String {
        let parts = [("new", added), ("gone", removed), ("restarted", restarted), ("adjusted", adjusted)]
        let servers = parts.filter { !$0.1.isEmpty }.map { "\($0.0): \($0.1.joined(separator: ", "))" }
        let all = servers + (changesHub ? ["settings of the hub"] : [])
        return all.isEmpty ? "nothing is different" : all.joined(separator: "; ")
    }
}
