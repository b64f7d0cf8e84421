import JSONRPC

extension AccessSettings {
    /// Reads what stands at `hub.access`.
    init(reading section: inout Section) {
        section.read("mode", SettingForm<Mode>.choice.optional, into: &mode)
        section.read("allowStrangers", .flag, into: &allowsStrangers)
        if var part = section.section("jwt") { jwt = JWT(reading: &part) }
        if let part = section.section("scopes") { scopes = Self.scopes(part) }
        section.refuseRest()
        if mode == .jwt, jwt.secret == nil, jwt.keys == nil {
            section.report(.error, "signed tokens cannot be checked", "give jwt a \"secret\" or \"keys\"")
        }
    }

    private static func scopes(_ section: Section) -> [String: ToolAccess.Grant] {
        var section = section
        var scopes: [String: ToolAccess.Grant] = [:]
        for name in section.object.keys {
            guard var part = section.section(name) else { continue }
            var grant = ToolAccess.Grant()
            if let tools = part.list("tools", .glob) { grant.tools = tools }
            if let servers = part.list("servers", .glob) { grant.servers = servers }
            part.refuseRest()
            scopes[name] = grant
        }
        return scopes
    }
}

extension AccessSettings.JWT {
    fileprivate init(reading section: inout Section) {
        section.read("issuer", SettingForm.filled.optional, into: &issuer)
        section.read("audience", SettingForm.filled.optional, into: &audience)
        section.read("secret", SettingForm.template(allowsEmpty: false).optional, into: &secret)
        section.read("keys", SettingForm.template(allowsEmpty: false).optional, into: &keys)
        section.read("principalClaim", .filled, into: &principalClaim)
        section.read("departmentsClaim", .filled, into: &departmentsClaim)
        section.refuseRest()
        if secret != nil, keys != nil {
            section.report(.error, at: "secret", "a secret and keys exclude each other", "keep the one that is used")
        }
    }
}
