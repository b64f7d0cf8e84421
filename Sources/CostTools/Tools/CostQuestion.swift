import CostModel
import CostStore
import JSONRPC

/// What the tools that sum charges have in common: which charges are meant, and how the answer is told.
struct CostQuestion {
    let call: CostCall
    let reader: any CostReader
    let basis: Envelope.Basis
    /// Period, metric and filters of the call.
    let query: CostQuery

    init(_ call: CostCall, _ reader: any CostReader) async throws {
        self.call = call
        self.reader = reader
        basis = try await Envelope.Basis(reader)
        query = CostQuery(
            period: try call.reader.period(today: call.now.day, dataThrough: basis.summary.dataThrough),
            metric: try call.reader.choice("metric", otherwise: CostMetric.effective),
            filters: try await FilterReading(call: call, reader: reader).filters())
    }

    /// Asks, and tells the answer with at most `lines` of its rows as text.
    func envelope(_ asked: CostQuery, lines: Int) async throws -> Envelope {
        var query = asked
        let cursor = QueryCursor(asked)
        query.cursor = try cursor.open(call.reader.text("cursor"))
        var answer = try await reader.answer(query)
        let fitting = AnswerSize.fitting(answer.rows.map { $0.json(query.groupBy) })
        if fitting < answer.rows.count {
            query.limit = fitting
            answer = try await reader.answer(query)
        }
        let names = query.groupBy.map(\.name).joined(separator: ", ")
        let head =
            "Cost (\(query.metric.rawValue)) \(query.period.words): \(answer.totals.words)"
            + (names.isEmpty ? "" : ", by \(names)")
        let shown = answer.rows.prefix(lines).map { $0.line(query.groupBy) }
        let rest = answer.rowCount - shown.count
        let text = ([head] + shown + (rest > 0 ? ["… and \(rest) more rows"] : [])).joined(separator: "\n")
        let data = JSONValue.array(answer.rows.map { $0.json(query.groupBy) })
        var envelope = try await self.envelope(answer, query, data: data, text: text)
        envelope.nextCursor = cursor.seal(answer.nextCursor)
        return envelope
    }

    /// What was made of an answer, with all that belongs to every answer.
    func envelope(
        _ answer: CostAnswer, _ query: CostQuery, data: JSONValue, text: String
    ) async throws -> Envelope {
        let charges = ChargeQuery(period: query.period, filters: query.filters)
        return Envelope(
            data: data, totals: answer.totals, period: query.period, metric: query.metric, basis: basis,
            warnings: try await warnings(query, answer), evidenceId: try await call.evidence(charges, answer.version),
            text: text)
    }

    /// An answer with all its rows in one, for what is computed from them together.
    func whole(_ query: CostQuery) async throws -> CostAnswer {
        var query = query
        query.limit = CostQuery.maximumLimit
        let answer = try await reader.answer(query)
        guard !answer.isTruncated else {
            throw ToolFailure("these are \(answer.rowCount) groups; group by fewer dimensions or filter more")
        }
        return answer
    }

    private func warnings(_ query: CostQuery, _ answer: CostAnswer) async throws -> [String] {
        var warnings: [String] = []
        if answer.totals.count > 1 { warnings.append("Several currencies: they are shown apart and never added.") }
        guard let through = answer.dataThrough else { return ["The store is empty; import cost files first."] }
        if through < query.period.end.adding(days: -1) { warnings.append("There are no charges after \(through).") }
        if query.groupBy.contains(.department) { warnings += try await unallocated(query, answer) }
        return warnings
    }

    /// How much of the cost belongs to nobody, by currency.
    private func unallocated(_ query: CostQuery, _ answer: CostAnswer) async throws -> [String] {
        var asked = CostQuery(period: query.period, metric: query.metric, filters: query.filters)
        asked.filters.append(CostFilter(.department, in: [Department.unallocatedName]))
        return try await reader.answer(asked).totals.compactMap { part in
            guard let total = answer.totals.first(where: { $0.currency == part.currency }), total.amount > .zero else {
                return nil
            }
            let share = try part.amount.scaled(by: 100, over: 1).divided(by: total.amount)
            return "Unallocated: \(part.formatted), \(share.formatted(decimals: 1)) % of the total."
        }
    }
}
