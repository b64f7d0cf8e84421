import CostModel
import CostStore
import JSONRPC

extension CostTool {
    /// How much of the cost can be attributed by tags.
    static let tagCoverage = CostTool(
        name: "tag_coverage", title: "Tag coverage",
        description: "How much of the cost carries each tag key, by a dimension or as a whole; the largest gaps first.",
        arguments: Schema.selection(adding: [
            "keys": Schema.texts("Keys of tags; the required ones unless named, else those that there are."),
            "groupBy": Schema.text("One dimension; none for the whole."),
            "limit": Schema.count("How many rows, 1 to 500.", 50),
            "cursor": Schema.text("nextCursor of the answer before, with the same other arguments."),
        ]),
        data: [
            "type": "array",
            "items": Schema.object([
                "key": Schema.plainText, "group": Schema.optionalText, "tagged": Schema.amount,
                "untagged": Schema.amount, "total": Schema.amount, "percent": Schema.percent,
                "currency": Schema.plainText,
            ]),
        ]
    ) { call in
        try await call.store.withSnapshot { reader in
            try await TagGaps(question: CostQuestion(call, reader)).envelope()
        }
    }
}

/// What lacks which tag.
private struct TagGaps {
    let question: CostQuestion

    func envelope() async throws -> Envelope {
        let (call, query) = (question.call, question.query)
        let dimension = try call.reader.groupBy()
        guard dimension.count <= 1 else { throw ToolFailure("groupBy takes one dimension here") }
        let keys = try await keys()
        let coverage = try await question.reader.tagCoverage(
            keys: keys, period: query.period, metric: query.metric, groupBy: dimension.first, filters: query.filters)
        let gaps = try coverage.map { (coverage: $0, untagged: try $0.total - $0.tagged) }.sorted { left, right in
            let (one, two) = (left.untagged.amount, right.untagged.amount)
            guard one == two else { return one > two }
            return (left.coverage.key, left.coverage.group ?? "") < (right.coverage.key, right.coverage.group ?? "")
        }
        let answer = try await question.reader.answer(query)
        let page = try RowPages(gaps, of: "\(query) \(keys) \(dimension)", answer.version)
            .page(call.reader.text("cursor"), limit: try call.reader.count("limit", in: 1...500, otherwise: 50))
        let rows = try page.rows.map { try $0.coverage.json(untagged: $0.untagged) }
        let lines = try page.rows.prefix(20).map { try $0.coverage.line(untagged: $0.untagged) }
        let head = "Cost (\(query.metric.rawValue)) \(query.period.words): \(answer.totals.words), by tag"
        var envelope = try await question.envelope(
            answer, query, data: .array(rows), text: ([head] + lines).joined(separator: "\n"))
        envelope.nextCursor = page.next
        return envelope
    }

    private func keys() async throws -> [String] {
        let given = try question.call.reader.texts("keys", splitting: true)
        guard given.count <= 50 else { throw ToolFailure("keys takes at most 50 keys") }
        if !given.isEmpty { return given }
        if !question.call.options.requiredTags.isEmpty { return question.call.options.requiredTags }
        guard question.call.scope.departments == nil else { throw ToolFailure("name keys: the tags to look for") }
        return try await question.reader.values(DimensionQuery(.tag(""), limit: 20))
    }
}

extension TagCoverage {
    fileprivate func json(untagged: Money) throws -> JSONValue {
        [
            "key": .string(key), "group": JSONValue(group), "tagged": .string("\(tagged.amount)"),
            "untagged": .string("\(untagged.amount)"), "total": .string("\(total.amount)"),
            "percent": JSONValue(try tagged.amount.percent(of: total.amount)),
            "currency": .string(total.currency.code),
        ]
    }

    fileprivate func line(untagged: Money) throws -> String {
        let share = try tagged.amount.percent(of: total.amount).map { "\($0) % tagged" } ?? "no cost"
        return "- \(key)\(group.map { " in \($0.prefix(80))" } ?? ""): \(share), \(untagged.formatted) without"
    }
}
