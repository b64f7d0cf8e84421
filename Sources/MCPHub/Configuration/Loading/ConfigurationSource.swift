import JSONRPC

/// What one or several files say, put together but not yet understood.
struct ConfigurationSource {
    private(set) var servers: [ServerEntry] = []
    private(set) var hub: JSONObject?
    private(set) var hubMap: SourceMap

    /// Takes from a file what concerns the hub.
    init(_ document: ConfigurationDocument, log: ProblemLog) {
        hubMap = document.map
        var section = Section(document.root, pointer: "", map: document.map, log: log)
        for member in ["mcpServers", "servers"] {
            for server in section.section(member)?.object ?? [:] {
                let pointer = "".appending(key: member).appending(key: server.key)
                let entry = ServerEntry(key: server.key, json: server.value, pointer: pointer, map: document.map)
                add(entry, log: log)
            }
        }
        hub = section.value("hub", SettingForm<JSONObject>("an object", "write { … }") { $0.object })
        Self.noteUnknown(section)
        guard !["mcpServers", "servers", "hub"].contains(where: { section.object[$0] != nil }) else { return }
        section.report(.note, "the file names no server", "add { \"mcpServers\": { … } }")
    }

    /// Lets a later file add to this and replace parts of it.
    mutating func merge(_ later: ConfigurationSource, log: ProblemLog) {
        for entry in later.servers { add(entry, log: log) }
        guard let new = later.hub else { return }
        hub = merge(hub ?? [:], new, at: "/hub", map: later.hubMap, log: log)
    }

    private mutating func add(_ entry: ServerEntry, log: ProblemLog) {
        guard let position = servers.firstIndex(where: { $0.key == entry.key }) else { return servers.append(entry) }
        let earlier = servers[position]
        servers[position] = entry
        if earlier.json == entry.json { return }
        log.add(
            ConfigurationProblem(
                .note, at: entry.map[entry.pointer], pointer: entry.pointer,
                what: "this server replaces the one at \(earlier.map[earlier.pointer])",
                remedy: "give one of them another key to have both"))
    }

    private mutating func merge(
        _ old: JSONObject, _ new: JSONObject, at pointer: String, map: SourceMap, log: ProblemLog
    ) -> JSONObject {
        var merged = old
        for member in new {
            let place = pointer.appending(key: member.key)
            if let earlier = old[member.key]?.object, let later = member.value.object {
                merged[member.key] = .object(merge(earlier, later, at: place, map: map, log: log))
                continue
            }
            if let earlier = old[member.key], earlier != member.value {
                log.add(
                    ConfigurationProblem(
                        .note, at: map[place], pointer: place, what: "this replaces the value at \(hubMap[place])",
                        remedy: "keep one of the two"))
            }
            merged[member.key] = member.value
            hubMap.replace(place, from: map)
        }
        return merged
    }

    /// Tells in one note which members of the file are left alone: files of clients hold much that is theirs.
    private static func noteUnknown(_ section: Section) {
        let unknown = section.unread.filter { !["$schema", "inputs"].contains($0) }
        guard let first = unknown.first else { return }
        let names = unknown.prefix(8).joined(separator: ", ") + (unknown.count > 8 ? " and more" : "")
        let meant = unknown.compactMap { Spelling.nearest(to: $0, among: ["mcpServers", "servers", "hub"]) }.first
        section.report(
            .note, at: first, "members without effect here: \(names)",
            meant.map { "did you mean \"\($0)\"?" } ?? "nothing needs to be done")
    }
}
