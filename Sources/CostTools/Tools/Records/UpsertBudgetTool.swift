import CostModel
import CostStore
import JSONRPC

extension CostTool {
    /// Plans an amount.
    static let upsertBudget = CostTool(
        name: "upsert_budget", title: "Add or change a budget",
        description:
            "Plans an amount for every month, quarter or year, for some charges or all; replaces the budget of the same id.",
        arguments: [
            "id": Schema.text("The id; made from the name unless given."),
            "name": ["type": "string", "minLength": 1, "maxLength": 200, "description": "The name for people."],
            "amount": [
                "type": ["string", "number"], "description": "How much, exactly: \"12500.00\". More than nothing.",
            ],
            "currency": ["type": "string", "description": "The code of the currency, such as EUR."],
            "grain": Schema.text("month (the default), quarter or year."),
            "metric": Schema.text("effective (the default), billed, list or contracted."),
            "start": Schema.text("The first day; that of the present month unless given."),
            "end": Schema.text("The day after the last; no end unless given."),
            "department": Schema.texts("Only charges of these departments."),
            "filters": [
                "type": ["object", "null"], "description": "Only charges with these values, as in cost_query.",
            ],
            "thresholds": [
                "type": ["array", "null"], "items": ["type": ["integer", "string"]], "maxItems": 20,
                "description": "Percentages at which somebody wants to know; 80 and 100 unless given.",
            ],
        ],
        required: ["name", "amount", "currency"], writes: true,
        data: BudgetState.budgetSchema
    ) { call in
        let budget = try await call.store.withSnapshot { reader in try await BudgetReading(call, reader).budget() }
        try await call.store.save(budget)
        let basis = try await Envelope.Basis(call.store)
        let isForeign = !basis.summary.currencies.isEmpty && !basis.summary.currencies.contains(budget.amount.currency)
        return Envelope(
            data: BudgetState.json(budget), totals: [budget.amount], metric: budget.metric, basis: basis,
            warnings: isForeign ? ["No charge is in \(budget.amount.currency): nothing will count against it."] : [],
            text: "Budget \(budget.name) (\(budget.id)): \(budget.amount.formatted) a \(budget.grain.rawValue)")
    }
}

/// Reads a budget from arguments. Amount and currency are never guessed.
private struct BudgetReading {
    let call: CostCall
    let reader: any CostReader

    init(_ call: CostCall, _ reader: any CostReader) {
        self.call = call
        self.reader = reader
    }

    func budget() async throws -> Budget {
        let name = try call.reader.text("name") ?? ""
        let id = try call.reader.text("id") ?? Self.id(of: name)
        guard !id.isEmpty, id.utf8.count <= 100 else { throw ToolFailure("id must have 1 to 100 characters") }
        let start = try call.reader.day("start") ?? call.now.day.month.first
        let end = try call.reader.day("end")
        if let end, end <= start { throw ToolFailure("end must be after start: it is the day after the last") }
        let budget = Budget(
            id: id, name: name, amount: try amount(), grain: try call.reader.choice("grain", otherwise: .month),
            metric: try call.reader.choice("metric", otherwise: .effective), start: start, end: end,
            filters: try await FilterReading(call: call, reader: reader).filters(), thresholds: try thresholds())
        if let old = try await reader.budgets().first(where: { $0.id == id }), !call.scope.shows(old) {
            throw ToolFailure("the id “\(id)” is taken; choose another")
        }
        return budget
    }

    private func amount() throws -> Money {
        guard let currency = Currency(try call.reader.text("currency") ?? "") else {
            throw ToolFailure("currency must be a code of three letters, such as EUR")
        }
        let text = try call.reader.text("amount") ?? ""
        guard let amount = try? Amount(text), amount > .zero else {
            throw ToolFailure(
                "amount must be a plain decimal above zero, such as 12500.00; it is “\(text.prefix(64))”")
        }
        return Money(amount, currency)
    }

    private func thresholds() throws -> [Int] {
        guard call.reader.value("thresholds") != nil else { return [80, 100] }
        let numbers = try call.reader.texts("thresholds").map { text throws(ToolFailure) in
            guard let number = Int(text), (1...1000).contains(number) else {
                throw ToolFailure("thresholds must be whole percentages from 1 to 1000")
            }
            return number
        }
        return Set(numbers).sorted()
    }

    /// The letters and digits of a name, with hyphens between words.
    private static func id(of name: String) -> String {
        let words = name.lowercased().split { !$0.isLetter && !$0.isNumber }
        return String(words.joined(separator: "-").prefix(60))
    }
}

extension CostScope {
    /// Whether a budget counts only what the caller may see.
    func shows(_ budget: Budget) -> Bool {
        guard departments != nil else { return true }
        return budget.filters.contains { filter in
            filter.dimension == .department && !filter.excludes && filter.values.allSatisfy { allows($0) }
        }
    }
}
