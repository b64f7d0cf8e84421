import JSONRPC
import MCP

/// An object of settings that is being read: takes members out one by one and notes what is wrong with them.
struct Section {
    let object: JSONObject
    let pointer: String
    let map: SourceMap
    let log: ProblemLog
    /// The keys that have been asked for.
    private var known: [String] = []

    init(_ object: JSONObject, pointer: String, map: SourceMap, log: ProblemLog) {
        self.object = object
        self.pointer = pointer
        self.map = map
        self.log = log
    }

    /// The same, or nil with an error noted when `json` is no object.
    init?(_ json: JSONValue, pointer: String, map: SourceMap, log: ProblemLog) {
        self.init(json.object ?? JSONObject(), pointer: pointer, map: map, log: log)
        guard json.object != nil else {
            misfit(json, at: pointer, Misfit(expected: "an object", remedy: "write { … }"))
            return nil
        }
    }

    /// What stands at `key`, only to report on its members.
    func place(_ key: String) -> Section {
        Section(JSONObject(), pointer: pointer.appending(key: key), map: map, log: log)
    }

    /// Where the object stands.
    var origin: Origin { origin(of: pointer) }

    /// The member, if it is there and fits.
    mutating func value<Value>(_ key: String, _ form: SettingForm<Value>) -> Value? {
        take(key).flatMap { read($0, at: pointer.appending(key: key), form) }
    }

    /// Sets `target` to the member, if it is there and fits.
    mutating func read<Value>(_ key: String, _ form: SettingForm<Value>, into target: inout Value) {
        if let value = value(key, form) { target = value }
    }

    /// An object inside this one.
    mutating func section(_ key: String) -> Section? {
        take(key).flatMap { Section($0, pointer: pointer.appending(key: key), map: map, log: log) }
    }

    /// An array all of whose elements are written alike.
    mutating func list<Value>(_ key: String, _ form: SettingForm<Value>) -> [Value]? {
        guard let json = take(key) else { return nil }
        let place = pointer.appending(key: key)
        guard let elements = json.array else {
            misfit(json, at: place, Misfit(expected: "an array", remedy: "write [ … ]"))
            return nil
        }
        return elements.enumerated().compactMap { read($1, at: place.appending(key: String($0)), form) }
    }

    /// An object all of whose members are written alike.
    mutating func values<Value>(_ key: String, _ form: SettingForm<Value>) -> [String: Value]? {
        guard let section = section(key) else { return nil }
        var values: [String: Value] = [:]
        for member in section.object {
            values[member.key] = read(member.value, at: section.pointer.appending(key: member.key), form)
        }
        return values
    }

    /// Notes what is wrong with a member, or with the object itself.
    func report(_ severity: ConfigurationProblem.Severity, at key: String? = nil, _ what: String, _ remedy: String) {
        report(severity, at: key.map(pointer.appending(key:)) ?? pointer, what: what, remedy: remedy)
    }

    /// Notes an error for each member that has not been asked for.
    func refuseRest() {
        for key in unread { report(.error, at: key, "unknown key", Spelling.remedy(for: key, among: known)) }
    }

    /// Notes each member that has not been asked for and is not among `others`.
    func noteRest(except others: Set<String> = []) {
        for key in unread where !others.contains(key) {
            let remedy = Spelling.nearest(to: key, among: known).map { "did you mean \"\($0)\"?" }
            report(.note, at: key, "this member has no effect here", remedy ?? "nothing needs to be done")
        }
    }

    /// The keys that have not been asked for.
    var unread: [String] { object.keys.filter { !known.contains($0) } }

    private mutating func take(_ key: String) -> JSONValue? {
        if !known.contains(key) { known.append(key) }
        return object[key]
    }

    private func read<Value>(_ json: JSONValue, at place: String, _ form: SettingForm<Value>) -> Value? {
        do { return try form.read(json, origin(of: place)) } catch {
            misfit(json, at: place, error)
            return nil
        }
    }

    private func misfit(_ json: JSONValue, at place: String, _ misfit: Misfit) {
        let found = DecodingFailure(expected: misfit.expected, found: json).found
        report(.error, at: place, what: "expected \(misfit.expected), found \(found)", remedy: misfit.remedy)
    }

    private func report(_ severity: ConfigurationProblem.Severity, at place: String, what: String, remedy: String) {
        let position = map[place]
        log.add(ConfigurationProblem(severity, at: position, pointer: place, what: what, remedy: remedy))
    }

    private func origin(of place: String) -> Origin { Origin(map[place], pointer: place) }
}
