import CostModel
import CostStore
import JSONRPC

extension CostTool {
    /// What has become more, and what less.
    static let compareCosts = CostTool(
        name: "compare_costs", title: "Compare costs",
        description: "Costs of a period beside those of another, by any dimension; the largest changes first.",
        arguments: Schema.selection(adding: [
            "comparedTo": Schema.text(
                "previous (the period just before; the default), year (the same days a year earlier) or a period."),
            "groupBy": Schema.texts("One dimension or several; department unless named, none for the totals only."),
            "top": Schema.count("How many rows, 1 to 500.", 10),
            "cursor": Schema.text("nextCursor of the answer before, with the same other arguments."),
        ]),
        data: Schema.object([
            "comparedTo": Schema.object(["start": Schema.date, "endExclusive": Schema.date]),
            "comparedEvidenceId": Schema.optionalText,
            "totals": ["type": "array", "items": CostChange.schema],
            "rows": ["type": "array", "items": CostChange.schema],
        ])
    ) { call in
        try await call.store.withSnapshot { reader in
            try await CostComparison(CostQuestion(call, reader)).envelope()
        }
    }
}

/// Two periods side by side.
private struct CostComparison {
    let question: CostQuestion
    let query: CostQuery
    let other: CostQuery

    init(_ question: CostQuestion) throws {
        self.question = question
        var query = question.query
        query.groupBy = try question.call.reader.groupBy(otherwise: [.department])
        query.limit = CostQuery.maximumLimit
        self.query = query
        query.period = try Self.period(question)
        other = query
    }

    private static func period(_ question: CostQuestion) throws(ToolFailure) -> Period {
        let period = question.query.period
        switch try question.call.reader.text("comparedTo")?.lowercased() {
        case nil, "previous", "previous period", "last": return period.previous
        case "year", "last year", "previous year", "yoy": return period.earlier(months: 12)
        case let text?:
            do { return try Period.parse(text, today: question.call.now.day) } catch {
                throw ToolFailure("comparedTo: \(error)")
            }
        }
    }

    func envelope() async throws -> Envelope {
        let (after, before) = (try await question.whole(query), try await question.whole(other))
        let changes = try CostChange.rows(before: before.rows, after: after.rows)
        let totals = try CostChange.totals(before: before.totals, after: after.totals)
        let pages = RowPages(changes, of: "\(query) \(other)", after.version)
        let page = try pages.page(
            question.call.reader.text("cursor"),
            limit: try question.call.reader.count("top", in: 1...500, otherwise: 10))
        var envelope = try await question.envelope(
            after, query, data: .null, text: text(totals, Array(page.rows), changes.count))
        envelope.data = [
            "comparedTo": [
                "start": .string("\(other.period.start)"), "endExclusive": .string("\(other.period.end)"),
            ],
            "comparedEvidenceId": JSONValue(try await evidence(before)),
            "totals": .array(try totals.map { try $0.json([]) }),
            "rows": .array(try page.rows.map { try $0.json(query.groupBy) }),
        ]
        envelope.nextCursor = page.next
        if let first = question.basis.summary.period?.start, other.period.start < first {
            envelope.warnings.append("There are no charges before \(first), so the comparison is not of equals.")
        }
        return envelope
    }

    private func evidence(_ answer: CostAnswer) async throws -> String? {
        try await question.call.evidence(ChargeQuery(period: other.period, filters: other.filters), answer.version)
    }

    private func text(_ totals: [CostChange], _ rows: [CostChange], _ count: Int) throws -> String {
        let head = "Cost (\(query.metric.rawValue)) \(query.period.words), compared to \(other.period.words):"
        let rest = count - min(rows.count, 20)
        let shown = try rows.prefix(20).map { try $0.line }
        return ([head] + (try totals.map { try $0.line }) + shown + (rest > 0 ? ["… and \(rest) more rows"] : []))
            .joined(separator: "\n")
    }
}
