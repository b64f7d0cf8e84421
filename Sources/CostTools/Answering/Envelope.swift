import CostModel
import CostStore
import JSONRPC
import MCP

/// What every tool answers with: the data, and all that one must know to read it.
struct Envelope: Sendable {
    var data: JSONValue
    /// One sum for each currency; nil where there is nothing to add up.
    var totals: [Money]?
    var period: Period?
    var metric: CostMetric?
    var basis: Basis
    var warnings: [String] = []
    var nextCursor: String?
    /// Whether there is more that no cursor leads to: a warning says how it is had.
    var isCut = false
    var evidenceId: String?
    /// What people and models read first.
    var text: String

    /// Where an answer comes from.
    struct Basis: Sendable {
        let summary: StoreSummary
        let fetchedAt: Instant?

        init(_ reader: any CostReader) async throws(CostStoreError) {
            summary = try await reader.summary()
            fetchedAt = try await reader.imports(limit: 1).first?.moment
        }
    }

    /// The answer as the protocol has it. The text carries the warnings, because often it is all that is read.
    var result: CallToolResult {
        let notes = allWarnings.map { "Note: \($0)" }
        let more = nextCursor.map { ["More rows: call again with cursor \"\($0)\"."] } ?? []
        let lines = [text] + more + notes + (evidenceId.map { ["Evidence: \($0)"] } ?? [])
        return CallToolResult(content: [.text(lines.joined(separator: "\n"))], structuredContent: json)
    }

    private var allWarnings: [String] {
        let sample = basis.summary.hasSampleData ? ["This is sample data that came with the program."] : []
        return sample + warnings
    }

    /// The answer as data.
    var json: JSONValue {
        let codes = Set((totals ?? []).map(\.currency)).sorted()
        var object: JSONObject = ["data": data]
        if let totals { object["total"] = .array(totals.map(\.json)) }
        object["currency"] = codes.count == 1 ? .string(codes[0].code) : .null
        object["period"] =
            period.map { ["start": .string("\($0.start)"), "endExclusive": .string("\($0.end)")] } ?? .null
        object["metric"] = metric.map { .string($0.rawValue) } ?? .null
        object["source"] = [
            "kind": basis.summary.hasSampleData ? "sample" : "store",
            "fetchedAt": basis.fetchedAt.map { .string("\($0)") } ?? .null,
            "dataThrough": basis.summary.dataThrough.map { .string("\($0)") } ?? .null,
        ]
        object["warnings"] = .array(allWarnings.map(JSONValue.string))
        object["truncated"] = .bool(nextCursor != nil || isCut)
        if let nextCursor { object["nextCursor"] = .string(nextCursor) }
        object["evidenceId"] = evidenceId.map(JSONValue.string) ?? .null
        return .object(object)
    }
}

extension Money {
    /// The exact amount as text, and its currency.
    var json: JSONValue { ["amount": .string("\(amount)"), "currency": .string(currency.code)] }
}
