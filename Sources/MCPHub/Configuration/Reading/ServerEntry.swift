import JSONRPC

/// What a file says about one server, not yet understood.
struct ServerEntry {
    let key: String
    let json: JSONValue
    let pointer: String
    let map: SourceMap
}

extension ServerConfiguration {
    /// Reads an entry of any client.
    ///
    /// - Parameter section: where more settings stand, below `hub.servers`.
    init?(_ entry: ServerEntry, settings section: Section?, log: ProblemLog) {
        guard var reader = Section(entry.json, pointer: entry.pointer, map: entry.map, log: log) else { return nil }
        if entry.key.isEmpty { reader.report(.error, "the key of a server is empty", "give the server a name") }
        let endpoint = ServerEndpoint(reading: &reader)
        let isDisabled = reader.value("disabled", .flag) ?? false
        let isEnabled = reader.value("enabled", .flag) ?? true
        let settings = ServerSettings(reading: &reader, and: section)
        reader.noteRest()
        guard let endpoint else { return nil }
        self.init(
            key: entry.key, endpoint: endpoint, isDisabled: isDisabled || !isEnabled, settings: settings,
            origin: reader.origin)
    }
}

extension ServerSettings {
    fileprivate init(reading entry: inout Section, and other: Section?) {
        self.init()
        let own = entry.section("hub")
        if var own { apply(&own) }
        guard var other else { return }
        apply(&other)
        for key in own?.object.keys.filter({ other.object[$0] != nil }) ?? [] {
            other.report(.note, at: key, "this replaces what the server's own entry says", "keep one of the two")
        }
    }
}
