import CostModel
import JSONRPC

/// How the cost of some departments is split among others.
struct SharedCostRule {
    /// How the parts are measured.
    enum Method: String, CaseIterable {
        /// All the same.
        case even
        /// By weights that the caller gives.
        case fixed
        /// By what each costs itself.
        case proportional
    }

    /// The departments whose cost is given out.
    let from: [String]
    let method: Method
    /// Who takes it; empty for all others.
    let to: [String]
    /// The weights of ``Method/fixed``.
    let weights: [String: Amount]

    static let schema: JSONValue = [
        "type": "object",
        "properties": [
            "from": Schema.texts("The departments whose cost is given out; Unallocated is one."),
            "method": Schema.text("proportional (to what each costs itself; the default), even or fixed."),
            "to": Schema.texts("The departments that take it; all others unless given."),
            "shares": [
                "type": ["object", "null"],
                "description": "For fixed: a weight for each department, such as 60 and 40.",
                "additionalProperties": ["type": ["string", "number"]],
            ],
        ],
        "required": ["from"], "additionalProperties": false,
    ]

    /// The rule by default: what belongs to nobody, by what each costs itself.
    init() {
        from = [Department.unallocatedName]
        method = .proportional
        to = []
        weights = [:]
    }

    /// Reads a rule. The names must be among those of `departments`, in any case.
    init(_ json: JSONValue, among departments: [String]) throws(ToolFailure) {
        guard let object = json.object else { throw ToolFailure("each rule of shared must be an object") }
        let reader = ArgumentReader(object)
        func known(_ names: [String]) throws(ToolFailure) -> [String] {
            var known: [String] = []
            for name in names {
                guard let found = departments.first(where: { $0.lowercased() == name.lowercased() }) else {
                    let nearest = NearNames.nearest(to: name, among: departments).joined(separator: ", ")
                    throw ToolFailure(
                        "shared: no department “\(name.prefix(64))” in this period; nearest: \(nearest)")
                }
                known.append(found)
            }
            return known
        }
        from = try known(try reader.texts("from"))
        method = try reader.choice("method", otherwise: .proportional)
        var weights: [String: Amount] = [:]
        let shares = ArgumentReader(reader.value("shares")?.object ?? [:])
        for name in (reader.value("shares")?.object ?? [:]).keys {
            guard let weight = try? Amount(try shares.text(name) ?? ""), weight >= .zero else {
                throw ToolFailure("shared: the share of “\(name.prefix(64))” must be a decimal, not below zero")
            }
            weights[try known([name])[0]] = weight
        }
        self.weights = weights
        let takers = try known(try reader.texts("to"))
        to = method == .fixed && takers.isEmpty ? weights.keys.sorted() : takers
        try check()
    }

    private func check() throws(ToolFailure) {
        guard !from.isEmpty else { throw ToolFailure("shared: from names no department") }
        guard Set(from).isDisjoint(with: to) else {
            throw ToolFailure("shared: a department cannot take its own cost; remove it from to or shares")
        }
        guard method == .fixed else { return }
        guard weights.values.contains(where: { $0 > .zero }) else {
            throw ToolFailure("shared: fixed needs shares above zero: {\"A\": 60, \"B\": 40}")
        }
    }
}
