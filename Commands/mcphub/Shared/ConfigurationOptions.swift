import ArgumentParser
import MCPHub

/// Where the configuration is, in every command that needs one.
struct ConfigurationOptions: ParsableArguments {
    @Option(
        name: [.customShort("c"), .long],
        help: ArgumentHelp(
            "A configuration file; of several, later ones add to earlier ones and replace parts of them.",
            valueName: "file"))
    var config: [String] = []

    /// The files to read.
    func paths(_ program: ProgramEnvironment) throws(CommandFailure) -> [String] {
        guard config.isEmpty else { return config }
        if let path = program.locations.find() { return [path] }
        throw CommandFailure(
            .usage, "There is no configuration: neither \(program.locations.candidates.joined(separator: " nor ")).",
            "Write one with: mcphub init, or name one with --config FILE.")
    }

    /// The files to read; none where there is no configuration and what there is of costs is enough to go on.
    func paths(_ program: ProgramEnvironment, orCostsOf data: DataOptions) throws(CommandFailure) -> [String] {
        let isBare = config.isEmpty && program.locations.find() == nil
        return isBare && data.location(program).exists ? [] : try paths(program)
    }

    /// Reads the files, if any.
    func load(
        _ program: ProgramEnvironment, orCostsOf data: DataOptions
    ) throws(CommandFailure) -> LoadedConfiguration {
        let paths = try paths(program, orCostsOf: data)
        do { return try HubConfiguration.load(paths: paths) } catch { throw CommandFailure(.usage, error) }
    }

    /// Reads the files.
    func load(_ program: ProgramEnvironment) throws(CommandFailure) -> LoadedConfiguration {
        let paths = try paths(program)
        do { return try HubConfiguration.load(paths: paths) } catch { throw CommandFailure(.usage, error) }
    }
}

extension HubConfiguration {
    /// The same with only these servers, all of them for none; a disabled one that is named is used.
    func limited(to keys: [String]) throws(CommandFailure) -> HubConfiguration {
        guard !keys.isEmpty else { return self }
        for key in keys where self[key] == nil {
            let meant = Spelling.nearest(to: key, among: servers.map(\.key)).map { "; did you mean '\($0)'?" }
            let known = servers.isEmpty ? "none at all" : servers.map(\.key).joined(separator: ", ")
            throw CommandFailure(.usage, "No server is called '\(key)'\(meant ?? ""). There are: \(known).")
        }
        var limited = self
        limited.servers = servers.filter { keys.contains($0.key) }
        for position in limited.servers.indices { limited.servers[position].isDisabled = false }
        return limited
    }

    /// The same for a hub that lives as long as one command: all servers are started, and one that fails is not tried
    /// again and so can say why.
    var forOneCommand: HubConfiguration {
        var once = self
        for position in once.servers.indices {
            once.servers[position].settings.start = .eager
            once.servers[position].settings.idleStop = nil
            once.servers[position].settings.restart.policy = .never
        }
        return once
    }

    /// The same for a hub that only looks at its servers: besides, nothing is remembered, approved or recorded.
    var forLooking: HubConfiguration {
        var looking = forOneCommand
        looking.settings.trust = .off
        looking.settings.audit = nil
        looking.settings.manifestCache = .off
        return looking
    }

    /// How long it can take until each server is up or has failed.
    var longestStart: Duration { (enabledServers.map(\.settings.startTimeout).max() ?? .zero) + .seconds(5) }
}
