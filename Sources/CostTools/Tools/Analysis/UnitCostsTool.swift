import CostModel
import CostStore
import JSONRPC

extension CostTool {
    /// What one of something costs.
    static let unitCosts = CostTool(
        name: "unit_costs", title: "Unit costs",
        description: "Cost for each unit of something: requests, orders, customers. The counts are a usage metric of "
            + "the store, or one quantity for the whole period.",
        arguments: Schema.selection(adding: [
            "usage": Schema.text("The name of a usage metric that is stored by day."),
            "quantity": [
                "type": ["string", "number", "null"], "description": "Instead: how many there were in the period.",
            ],
            "unit": Schema.text("What one of them is called."),
            "granularity": Schema.text("none, day or month; none with a quantity."),
        ]),
        data: [
            "type": "array",
            "items": Schema.object([
                "start": Schema.optionalText, "cost": Schema.amount, "quantity": Schema.amount,
                "unitCost": ["type": ["string", "null"]], "unit": Schema.plainText, "currency": Schema.plainText,
            ]),
        ]
    ) { call in
        try await call.store.withSnapshot { reader in
            let economics = UnitEconomics(question: try await CostQuestion(call, reader))
            return try await economics.envelope()
        }
    }
}

/// Divides costs by what they were for.
private struct UnitEconomics {
    let question: CostQuestion

    private var reader: ArgumentReader { question.call.reader }

    func envelope() async throws -> Envelope {
        var query = question.query
        query.granularity = try reader.choice("granularity", otherwise: CostGranularity.none)
        query.order = .oldestFirst
        let counts = try await counts(query)
        let answer = try await question.whole(query)
        let unit = try reader.text("unit") ?? reader.text("usage") ?? "unit"
        var rows: [JSONValue] = []
        var lines: [String] = []
        for row in answer.rows {
            let quantity = counts[row.start] ?? .zero
            let price = quantity == .zero ? nil : Money(try row.cost.amount.divided(by: quantity), row.cost.currency)
            rows.append([
                "start": JSONValue(row.start.map { "\($0)" }), "cost": .string("\(row.cost.amount)"),
                "quantity": .string("\(quantity)"), "unitCost": JSONValue(price.map { "\($0.amount)" }),
                "unit": .string(unit), "currency": .string(row.cost.currency.code),
            ])
            let shown = price.map { "\($0.amount.formatted(decimals: 6)) \($0.currency) each" } ?? "no unit cost"
            lines.append(
                "- \(row.start.map { "\($0): " } ?? "")\(row.cost.formatted) for \(quantity) \(unit): \(shown)")
        }
        let head = "Unit cost (\(query.metric.rawValue)) \(query.period.words): \(answer.totals.words)"
        var envelope = try await question.envelope(
            answer, query, data: .array(rows), text: ([head] + lines.prefix(40)).joined(separator: "\n"))
        if answer.rows.contains(where: { (counts[$0.start] ?? .zero) == .zero }) {
            envelope.warnings.append("Where there is no quantity there is no unit cost.")
        }
        return envelope
    }

    /// How many there were, by the start of the row.
    private func counts(_ query: CostQuery) async throws -> [Day?: Amount] {
        if let text = try reader.text("quantity") {
            guard let quantity = try? Amount(text), quantity > .zero else {
                throw ToolFailure("quantity must be a decimal above zero; it is “\(text.prefix(64))”")
            }
            guard query.granularity == .none else {
                throw ToolFailure("one quantity is for the whole period: leave granularity out, or name usage")
            }
            return [nil: quantity]
        }
        let metrics = try await question.reader.usageMetrics()
        guard let name = try reader.text("usage"), metrics.contains(name) else {
            let known = metrics.isEmpty ? "there are none stored yet" : "there are \(metrics.joined(separator: ", "))"
            throw ToolFailure("name a usage metric (\(known)), or give quantity")
        }
        var counts: [Day?: Amount] = [:]
        for point in try await question.reader.usage(metric: name, period: query.period) {
            let start: Day? =
                switch query.granularity {
                case .none: nil
                case .day: point.day
                case .month: point.day.month.first
                }
            counts[start] = try (counts[start] ?? .zero) + point.value
        }
        return counts
    }
}
