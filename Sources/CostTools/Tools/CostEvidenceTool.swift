import CostModel
import CostStore
import JSONRPC

extension CostTool {
    /// The charges behind a figure.
    static let costEvidence = CostTool(
        name: "cost_evidence", title: "Cost evidence",
        description: "The question and the charges behind an answer, by its evidenceId.",
        arguments: [
            "evidenceId": ["type": "string", "maxLength": 64, "description": "evidenceId of the answer."],
            "limit": Schema.count("How many charges, 1 to 500.", 50),
            "cursor": Schema.text("nextCursor of the answer before."),
        ],
        required: ["evidenceId"],
        data: [
            "type": "object",
            "properties": [
                "tool": ["type": "string"], "arguments": ["type": "string"], "isCurrent": ["type": "boolean"],
                "charges": ["type": "array", "items": ["type": "object"]],
            ],
            "required": ["tool", "arguments", "isCurrent", "charges"], "additionalProperties": false,
        ]
    ) { call in
        try await call.store.withSnapshot { reader in try await evidence(call, reader) }
    }

    private static func evidence(_ call: CostCall, _ reader: any CostReader) async throws -> Envelope {
        let id = try call.reader.text("evidenceId") ?? ""
        // What was asked with a wider view may name what this caller must not know of.
        guard let evidence = try await reader.evidence(id),
            call.scope.filters.allSatisfy(evidence.draft.charges.filters.contains)
        else {
            throw ToolFailure("no evidence “\(id.prefix(64))”; take the evidenceId of an answer of this store")
        }
        let mark = "\(id).\(evidence.currentVersion.number)."
        var query = evidence.draft.charges
        query.filters += call.scope.filters
        query.limit = try call.reader.count("limit", in: 1...500, otherwise: 50)
        if let cursor = try call.reader.text("cursor") {
            guard cursor.hasPrefix(mark), let place = Int64(cursor.dropFirst(mark.count)) else {
                throw ToolFailure("the cursor belongs to another evidence or to older data; ask without it")
            }
            query.cursor = place
        }
        var page = try await reader.charges(query)
        let fitting = AnswerSize.fitting(page.rows.map(\.json))
        if fitting < page.rows.count {
            query.limit = fitting
            page = try await reader.charges(query)
        }
        let isOld = !evidence.isCurrent
        return Envelope(
            data: [
                "tool": .string(evidence.draft.tool), "arguments": .string(evidence.draft.arguments),
                "isCurrent": .bool(evidence.isCurrent), "charges": .array(page.rows.map(\.json)),
            ],
            period: query.period, basis: try await Envelope.Basis(reader),
            warnings: isOld ? ["Data was imported since; the charges may no longer add up to the figure."] : [],
            nextCursor: page.nextCursor.map { "\(mark)\($0)" }, evidenceId: id,
            text: "\(evidence.draft.tool) \(evidence.draft.arguments): \(page.rows.count) charges \(query.period.words)"
        )
    }
}

extension ChargePage.Row {
    /// The columns by which people know a charge again.
    fileprivate var json: JSONValue {
        var object: JSONObject = [
            "department": .string(department.name), "departmentSource": .string("\(department.source)"),
        ]
        let texts: [TextColumn] = [
            .serviceName, .subAccountId, .resourceGroup, .resourceId, .regionId, .chargeCategory, .chargeDescription,
            .billingCurrency, .tags,
        ]
        for column in texts { object[column.name] = charge[column].map { .string(String($0.prefix(2000))) } }
        for column in [AmountColumn.billedCost, .effectiveCost, .listCost, .contractedCost] {
            object[column.name] = charge[column].map { .string("\($0)") }
        }
        for column in [InstantColumn.chargePeriodStart, .chargePeriodEnd] {
            object[column.name] = charge[column].map { .string("\($0)") }
        }
        return .object(object)
    }
}
