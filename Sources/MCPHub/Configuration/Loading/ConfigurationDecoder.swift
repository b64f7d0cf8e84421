import JSONRPC

/// Turns what files say into values, noting everything that is wrong.
struct ConfigurationDecoder {
    let source: ConfigurationSource
    let log: ProblemLog

    func decode() -> HubConfiguration {
        var configuration = HubConfiguration()
        let section = source.hub.map { Section($0, pointer: "/hub", map: source.hubMap, log: log) }
        var sections: [String: Section] = [:]
        if var section {
            configuration.settings = HubSettings(reading: &section)
            sections = settingsOfServers(&section)
            section.refuseRest()
        }
        for entry in source.servers {
            let server = ServerConfiguration(entry, settings: sections.removeValue(forKey: entry.key), log: log)
            if let server { configuration.servers.append(server) }
        }
        checkUnused(sections)
        for server in configuration.servers { noteInputs(server) }
        return configuration
    }

    private func settingsOfServers(_ hub: inout Section) -> [String: Section] {
        guard let servers = hub.section("servers") else { return [:] }
        var sections: [String: Section] = [:]
        for member in servers.object {
            let pointer = servers.pointer.appending(key: member.key)
            sections[member.key] = Section(member.value, pointer: pointer, map: servers.map, log: log)
        }
        return sections
    }

    /// Settings for servers that no file lists are checked too: another file may list them.
    private func checkUnused(_ sections: [String: Section]) {
        for (_, var section) in sections.sorted(by: { $0.key < $1.key }) {
            var settings = ServerSettings()
            settings.apply(&section)
        }
    }

    private func noteInputs(_ server: ServerConfiguration) {
        for template in server.endpoint.templates where !template.inputs.isEmpty {
            let names = template.inputs.joined(separator: ", ")
            log.add(
                ConfigurationProblem(
                    .note, at: template.origin.position, pointer: template.origin.pointer,
                    what: "only VS Code can ask for the input \(names), so this server cannot start",
                    remedy: "write a variable such as ${\(Template.variableName(forInput: template.inputs[0]))} instead"
                ))
        }
    }

    /// Notes settings for servers that do not exist.
    func noteStrangers() {
        let keys = source.servers.map(\.key)
        for key in source.hub?["servers"]?.object?.keys.filter({ !keys.contains($0) }) ?? [] {
            let pointer = "/hub/servers".appending(key: key)
            let remedy = Spelling.nearest(to: key, among: keys).map { "did you mean \"\($0)\"?" }
            log.add(
                ConfigurationProblem(
                    .note, at: source.hubMap[pointer], pointer: pointer, what: "no server has this key",
                    remedy: remedy ?? "add the server or remove its settings"))
        }
    }
}
