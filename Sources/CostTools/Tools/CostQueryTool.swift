import CostModel
import CostStore
import JSONRPC

extension CostTool {
    /// Any sums, page by page.
    static let costQuery = CostTool(
        name: "cost_query", title: "Query costs",
        description: "Costs of a period grouped by up to six dimensions, by day, month or as a whole, filtered freely.",
        arguments: Schema.selection(adding: [
            "groupBy": Schema.texts("department, service, subAccount, resourceGroup, region, …, or tag:KEY."),
            "granularity": Schema.text("none, day or month."),
            "limit": Schema.count("How many rows, 1 to 500.", 50),
            "cursor": Schema.text("nextCursor of the answer before, with the same other arguments."),
        ]),
        data: ["type": "array", "items": Schema.row]
    ) { call in
        try await call.store.withSnapshot { reader in
            let question = try await CostQuestion(call, reader)
            var query = question.query
            query.groupBy = try call.reader.groupBy()
            query.granularity = try call.reader.choice("granularity", otherwise: CostGranularity.none)
            query.order = query.granularity == .none ? .largestFirst : .oldestFirst
            query.limit = try call.reader.count("limit", in: 1...500, otherwise: 50)
            return try await question.envelope(query, lines: 20)
        }
    }
}
