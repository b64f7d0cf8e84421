import CostStore

/// What people call the dimensions.
enum DimensionNames {
    private static let others: [String: CostDimension] = [
        "subscription": .subAccount, "account": .subAccount, "project": .subAccount,
        "subscriptionname": .subAccountName,
        "rg": .resourceGroup, "location": .region, "team": .department, "costcenter": .department,
        "servicename": .service, "category": .serviceCategory, "resourceid": .resource, "cloud": .provider,
    ]

    /// The dimension of a name, in any case and with or without `_`, `-` and spaces.
    static func dimension(_ name: String) throws(ToolFailure) -> CostDimension {
        if name.lowercased().hasPrefix("tag:"), let tag = CostDimension(name: name) { return tag }
        let plain = name.lowercased().filter { $0 != "_" && $0 != "-" && $0 != " " }
        if let found = CostDimension(name: plain) ?? others[plain] { return found }
        let nearest = NearNames.nearest(to: plain, among: CostDimension.plain.map(\.name), limit: 1)
        let meant = nearest.first.map { "; did you mean \($0)?" } ?? "."
        let known = CostDimension.plain.map(\.name).joined(separator: ", ")
        throw ToolFailure("there is no dimension “\(name.prefix(64))”\(meant) There are \(known) and tag:KEY")
    }
}
