import CostModel
import CostStore
import JSONRPC

extension CostTool {
    /// Who bears what.
    static let allocateCosts = CostTool(
        name: "allocate_costs", title: "Allocate costs",
        description: "What each department bears: its own cost and its part of shared cost, which adds up exactly. "
            + "Without rules, what is unallocated is split in proportion.",
        arguments: Schema.selection(adding: [
            "shared": [
                "type": ["array", "object", "null"], "items": SharedCostRule.schema, "maxItems": 50,
                "description": "Rules that split the cost of some departments among others, one after the other.",
            ]
        ]),
        data: [
            "type": "array",
            "items": Schema.object([
                "department": Schema.plainText, "direct": Schema.amount, "shared": Schema.amount,
                "allocated": Schema.amount, "percent": Schema.percent, "currency": Schema.plainText,
            ]),
        ]
    ) { call in
        try call.scope.requireEverything("allocate_costs")
        return try await call.store.withSnapshot { reader in
            let question = try await CostQuestion(call, reader)
            var query = question.query
            query.groupBy = [.department]
            let answer = try await question.whole(query)
            let departments = Set(answer.rows.map { $0.values[0] ?? Department.unallocatedName }).sorted()
            let rules = try Self.rules(call, among: departments)
            var showback = Showback(answer)
            for rule in rules { try showback.apply(rule) }
            let rows = showback.rows
            let head = "Cost (\(query.metric.rawValue)) \(query.period.words): \(answer.totals.words), allocated"
            let lines = rows.prefix(30).map(\.line)
            var envelope = try await question.envelope(
                answer, query, data: .array(try rows.map { try $0.json(of: answer.totals) }),
                text: ([head] + lines).joined(separator: "\n"))
            envelope.warnings += showback.warnings
            return envelope
        }
    }

    private static func rules(_ call: CostCall, among departments: [String]) throws(ToolFailure) -> [SharedCostRule] {
        guard let given = call.reader.value("shared") else {
            return departments.contains(Department.unallocatedName) ? [SharedCostRule()] : []
        }
        var rules: [SharedCostRule] = []
        for json in given.array ?? [given] { rules.append(try SharedCostRule(json, among: departments)) }
        let sources = rules.flatMap(\.from)
        guard Set(sources).count == sources.count else {
            throw ToolFailure("shared: a department gives out its cost once; it is in from of two rules")
        }
        return rules
    }
}
