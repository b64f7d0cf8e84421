import JSONRPC

extension HubSettings {
    /// Reads what stands at `hub`, apart from `servers`.
    init(reading section: inout Section) {
        section.read("names", .choice, into: &names)
        section.read("separator", .name(1...8), into: &separator)
        section.read("uris", .choice, into: &uris)
        if let offered = section.list("tools", .choice as SettingForm<HubTool>) { tools = Set(offered) }
        section.read("toolListing", .choice, into: &toolListing)
        if var part = section.section("limits") { limits = HubLimits(reading: &part) }
        section.read("trust", .choice, into: &trust)
        if var part = section.section("audit") { audit = AuditSettings(reading: &part) }
        if var part = section.section("http") { http = HTTPSettings(reading: &part) }
        if var part = section.section("access") { access = AccessSettings(reading: &part) }
        if var part = section.section("api") { api = APISettings(reading: &part) }
        if var part = section.section("cost") { cost = CostSettings(reading: &part) }
        section.read("manifestCache", .manifestCache, into: &manifestCache)
    }
}

extension HubLimits {
    fileprivate init(reading section: inout Section) {
        section.read("messageBytes", .bytes, into: &messageBytes)
        section.read("depth", .count(8...512), into: &depth)
        section.read("resultBytes", .bytes, into: &resultBytes)
        section.read("concurrentCalls", .count(1...1_000_000), into: &concurrentCalls)
        section.read("concurrentCallsPerServer", .count(1...1_000_000), into: &concurrentCallsPerServer)
        section.read("parkedCallsPerPrincipal", .count(0...1_000_000), into: &parkedCallsPerPrincipal)
        section.read("parkedCallLifetime", .timeout, into: &parkedCallLifetime)
        section.read("toolsPerServer", .count(1...1_000_000), into: &toolsPerServer)
        section.read("stderrBytes", .bytes, into: &stderrBytes)
        section.refuseRest()
    }
}

extension AuditSettings {
    fileprivate init?(reading section: inout Section) {
        let path = section.value("path", .template(allowsEmpty: false))
        let redact = section.value("redact", .flag) ?? true
        section.refuseRest()
        if section.object["path"] == nil {
            section.report(.error, "expected a member \"path\"", "name the file that calls are recorded in")
        }
        guard let path else { return nil }
        self.init(path: path, redact: redact)
    }
}

extension SettingForm<ManifestCache> {
    fileprivate static var manifestCache: Self {
        Self { (json, origin) throws(Misfit) in
            switch json {
            case .bool(let isOn): return isOn ? .standard : .off
            case .string: return .file(try SettingForm<Template>.template(allowsEmpty: false).read(json, origin))
            default: throw Misfit(expected: "true, false or the path of a file", remedy: "write one of these")
            }
        }
    }
}
