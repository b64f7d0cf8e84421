extension CostSettings {
    /// Reads what stands at `hub.cost`.
    init(reading section: inout Section) {
        section.read("offer", SettingForm<Bool>.flag.optional, into: &offer)
        section.read("writes", .flag, into: &writes)
        if let folders = section.list("importFolders", .template(allowsEmpty: false)) { importFolders = folders }
        if let tags = section.list("requiredTags", .text) { requiredTags = tags }
        section.refuseRest()
    }
}
