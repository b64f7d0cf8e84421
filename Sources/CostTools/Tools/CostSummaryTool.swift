import CostModel
import CostStore
import JSONRPC

extension CostTool {
    /// The first question anybody has.
    static let costSummary = CostTool(
        name: "cost_summary", title: "Cost summary",
        description: "What was spent in a period, by department unless another dimension is named; the largest first.",
        arguments: Schema.selection(adding: [
            "groupBy": Schema.texts("One dimension or several; department unless named."),
            "top": Schema.count("How many rows, 1 to 100.", 10),
            "cursor": Schema.text("nextCursor of the answer before, with the same other arguments."),
        ]),
        data: ["type": "array", "items": Schema.row]
    ) { call in
        try await call.store.withSnapshot { reader in
            let question = try await CostQuestion(call, reader)
            var query = question.query
            query.groupBy = try call.reader.groupBy(otherwise: [.department])
            query.limit = try call.reader.count("top", in: 1...100, otherwise: 10)
            return try await question.envelope(query, lines: 20)
        }
    }
}
