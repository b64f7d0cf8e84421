extension APISettings {
    /// Reads what stands at `hub.api`.
    init(reading section: inout Section) {
        section.read("offer", .flag, into: &offer)
        section.refuseRest()
    }
}
