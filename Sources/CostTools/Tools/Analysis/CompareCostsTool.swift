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
            "baseline": Schema.period("The same as comparedTo."),
            "comparison": Schema.period("The period that is compared; the same as period."),
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
        query.period = try question.call.reader.period("comparison", question) ?? query.period
        self.query = query
        query.period = try Self.other(than: query.period, question)
        other = query
    }

    private static func other(than period: Period, _ question: CostQuestion) throws(ToolFailure) -> Period {
        let reader = question.call.reader
        let key = reader.value("baseline") == nil ? "comparedTo" : "baseline"
        guard reader.value(key)?.object == nil else { return try reader.period(key, question) ?? period.previous }
        switch try reader.text(key)?.lowercased() {
        case nil, "previous", "previous period", "last": return period.previous
        case "year", "last year", "previous year", "yoy": return period.earlier(months: 12)
        default: return try reader.period(key, question) ?? period.previous
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

extension ArgumentReader {
    /// A period as an argument of its own: as text, or as an object with the members that name the period elsewhere.
    fileprivate func period(_ key: String, _ question: CostQuestion) throws(ToolFailure) -> Period? {
        let today = question.call.now.day
        if let members = value(key)?.object {
            let reader = ArgumentReader(members)
            do { return try reader.period(today: today, dataThrough: question.basis.summary.dataThrough) } catch {
                throw ToolFailure("\(key): \(error)")
            }
        }
        guard let text = try text(key) else { return nil }
        do { return try Period.parse(text, today: today) } catch { throw ToolFailure("\(key): \(error)") }
    }
}
