import JSONRPC

extension ServerSettings {
    /// Takes over the settings that `section` has; the others stay as they are.
    mutating func apply(_ section: inout Section) {
        section.read("prefix", SettingForm.name(0...40).optional, into: &prefix)
        if var part = section.section("tools") { tools.apply(&part) }
        section.read("start", .choice, into: &start)
        section.read("idleStop", .timeoutOrNever, into: &idleStop)
        section.read("startTimeout", .timeout, into: &startTimeout)
        section.read("callTimeout", .timeoutOrNever, into: &callTimeout)
        if var part = section.section("restart") { restart.apply(&part) }
        section.read("isolation", .choice, into: &isolation)
        section.read("era", .choice, into: &era)
        section.refuseRest()
    }
}

extension ToolRules {
    fileprivate mutating func apply(_ section: inout Section) {
        if let patterns = section.list("allow", .glob) { allow = patterns }
        if let patterns = section.list("deny", .glob) { deny = patterns }
        if let names = section.values("rename", .name(1...128)) {
            rename = names
            refuseRepeatedNames(section)
        }
        section.refuseRest()
    }

    private func refuseRepeatedNames(_ section: Section) {
        var seen: Set<String> = []
        for member in section.object["rename"]?.object ?? [:] {
            guard let name = rename[member.key], !seen.insert(name).inserted else { continue }
            section.place("rename").report(
                .error, at: member.key, "another tool is given the same name", "give each a name of its own")
        }
    }
}

extension RestartSettings {
    fileprivate mutating func apply(_ section: inout Section) {
        section.read("policy", .choice, into: &policy)
        section.read("initialDelay", .duration, into: &initialDelay)
        section.read("maximumDelay", .duration, into: &maximumDelay)
        section.read("maximumAttempts", .count(1...1_000_000), into: &maximumAttempts)
        section.refuseRest()
        if initialDelay > maximumDelay {
            section.report(
                .note, "the first delay is longer than the longest", "raise maximumDelay or lower initialDelay")
        }
    }
}
