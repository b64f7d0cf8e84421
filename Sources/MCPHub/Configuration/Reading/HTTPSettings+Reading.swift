import JSONRPC

extension HTTPSettings {
    /// Reads what stands at `hub.http`.
    init(reading section: inout Section) {
        if let hosts = section.list("allowedHosts", .filled) { allowedHosts = hosts }
        if let origins = section.list("allowedOrigins", .filled) { allowedOrigins = origins }
        section.read("publicURL", SettingForm.filled.optional, into: &publicURL)
        if var part = section.section("tls") { tls = TLS(reading: &part) }
        section.read("connections", .count(1...1_000_000), into: &connections)
        section.read("sessions", .count(1...1_000_000), into: &sessions)
        section.read("sessionIdle", .timeout, into: &sessionIdle)
        section.read("headerTime", .timeout, into: &headerTime)
        section.read("bodyTime", .timeout, into: &bodyTime)
        section.read("requestsPerMinute", SettingForm.count(1...10_000_000).optional, into: &requestsPerMinute)
        section.refuseRest()
    }
}

extension HTTPSettings.TLS {
    fileprivate init?(reading section: inout Section) {
        let certificate = section.value("certificate", .template(allowsEmpty: false))
        let key = section.value("key", .template(allowsEmpty: false))
        section.refuseRest()
        for member in ["certificate", "key"] where section.object[member] == nil {
            section.report(.error, "expected a member \"\(member)\"", "name the file that it is in")
        }
        guard let certificate, let key else { return nil }
        self.init(certificate: certificate, key: key)
    }
}

extension SettingForm<String> {
    /// Any text but none.
    static var filled: Self {
        Self("a string that is not empty", "fill it in") { json in
            json.string.flatMap { $0.isEmpty ? nil : $0 }
        }
    }
}
