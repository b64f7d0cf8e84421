import CostModel
import CostStore
import JSONRPC

extension CostTool {
    /// How budgets are doing.
    static let budgetStatus = CostTool(
        name: "budget_status", title: "Budget status",
        description: "What is spent of each budget in its present month, quarter or year, and where that is heading.",
        arguments: [
            "budget": Schema.texts("Only these, by id or name."),
            "date": Schema.text("A day of the month, quarter or year that is meant; today unless given."),
        ],
        data: ["type": "array", "items": BudgetState.schema]
    ) { call in
        try await call.store.withSnapshot { reader in
            let basis = try await Envelope.Basis(reader)
            let watch = BudgetWatch(call: call, reader: reader, basis: basis)
            var states: [BudgetState] = []
            let budgets = try await watch.budgets()
            for budget in budgets.prefix(200) {
                if let state = try await watch.state(of: budget) { states.append(state) }
            }
            let lines = try states.map { try $0.line }
            return Envelope(
                data: .array(try states.map { try $0.json }), basis: basis,
                warnings: watch.warnings + (budgets.count > 200 ? ["These are 200 of them: name the others."] : []),
                isCut: budgets.count > 200,
                text: lines.isEmpty ? "There are no budgets for that day." : lines.joined(separator: "\n"))
        }
    }
}

/// Measures budgets by the charges.
private struct BudgetWatch {
    let call: CostCall
    let reader: any CostReader
    let basis: Envelope.Basis

    /// Those that are asked for and may be seen.
    func budgets() async throws -> [Budget] {
        let all = try await reader.budgets().filter(call.scope.shows)
        let wanted = try call.reader.texts("budget")
        if wanted.isEmpty { return all }
        return try wanted.map { name throws(ToolFailure) in
            let found = all.first { $0.id == name } ?? all.first { $0.name.lowercased() == name.lowercased() }
            if let found { return found }
            let nearest = NearNames.nearest(to: name, among: all.map(\.name)).joined(separator: ", ")
            throw ToolFailure("no budget “\(name.prefix(64))”\(nearest.isEmpty ? "" : "; nearest: \(nearest)")")
        }
    }

    var warnings: [String] {
        guard let through = basis.summary.dataThrough else { return ["The store is empty; import cost files first."] }
        return through < call.now.day.adding(days: -1) ? ["There are no charges after \(through)."] : []
    }

    /// The state on the day that is asked about; nil for a budget that does not hold then.
    func state(of budget: Budget) async throws -> BudgetState? {
        let day = try call.reader.day("date") ?? call.now.day
        guard let life = Period(start: budget.start, end: budget.end ?? Self.latest), life.contains(day),
            let period = budget.grain.period(around: day).intersection(life)
        else { return nil }
        let query = CostQuery(
            period: period, metric: budget.metric, filters: budget.filters + call.scope.filters)
        let answer = try await reader.answer(query)
        let currency = budget.amount.currency
        let spent = answer.totals.first { $0.currency == currency } ?? Money(.zero, currency)
        let charges = ChargeQuery(period: period, filters: query.filters)
        return BudgetState(
            budget: budget, period: period, spent: spent, projected: try projection(spent, period),
            evidenceId: try await call.evidence(charges, answer.version))
    }

    private static let latest = Day(year: 9999, month: 12, day: 31) ?? Day(number: .max)

    private func projection(_ spent: Money, _ period: Period) throws -> Money? {
        guard let through = basis.summary.dataThrough, through >= period.start else { return nil }
        let days = min(Int(through.number - period.start.number) + 1, period.dayCount)
        let amount = try spent.amount.scaled(by: Int128(period.dayCount), over: Int128(days))
        return Money(amount.rounded(decimals: spent.currency.minorUnits), spent.currency)
    }
}

extension Budget.Grain {
    /// The calendar month, quarter or year of a day.
    fileprivate func period(around day: Day) -> Period {
        let month = day.month
        switch self {
        case .month: return month.period
        case .quarter:
            return PeriodLength.months(3).after(Month(year: month.year, month: (month.month - 1) / 3 * 3 + 1).first)
        case .year: return PeriodLength.months(12).after(Month(year: month.year, month: 1).first)
        }
    }
}
