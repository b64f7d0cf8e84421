import CostFiles
import CostModel
import CostStore
import JSONRPC

/// What an import has done, for people and for scripts.
struct ImportReport {
    let outcome: ImportRun.Outcome

    /// Restatements that people are shown.
    private static let shownRestatements = 12

    /// Lines for people.
    var lines: [String] {
        let notes = outcome.notes.map { "  note: \($0)" }
        switch outcome.result {
        case .failure(let error): return ["\(outcome.name): nothing was kept"] + Self.problems(error) + notes
        case .success(let success): return [headline(success)] + details(success) + notes
        }
    }

    private func headline(_ success: ImportRun.Success) -> String {
        let record = success.record
        guard !record.isRepeat else {
            return "\(outcome.name): imported before as number \(record.id), at \(record.moment); nothing changed"
        }
        let rate = Int(Double(record.chargeCount) / max(outcome.seconds, 0.001)).grouped
        let sample = record.isSample ? " (sample data)" : ""
        return "\(outcome.name): \(record.chargeCount.grouped) charges\(sample) in \(shown(outcome.seconds)) s"
            + " (\(rate) a second), import \(record.id)"
    }

    private func details(_ success: ImportRun.Success) -> [String] {
        var lines = success.totals.map { total in
            "  \(total.month)  billed \(total.billed.formatted), effective \(total.effective.formatted)"
                + " (\(total.chargeCount.grouped) charges)"
        }
        let restatements = success.restatements
        lines += restatements.prefix(Self.shownRestatements).map { restatement in
            "  restated \(restatement.month), \(restatement.subAccount ?? "no sub-account"),"
                + " \(restatement.metric.rawValue): \(restatement.old.formatted) was, \(restatement.new.formatted) is"
        }
        if restatements.count > Self.shownRestatements {
            lines.append("  and \(restatements.count - Self.shownRestatements) more totals of past months restated")
        }
        if success.rejectedRows > 0 {
            lines.append(
                "  \(success.rejectedRows.grouped) rows left out: see \(success.rejects.joined(separator: ", "))")
        }
        if success.roundedAmounts > 0 {
            lines.append(
                "  \(success.roundedAmounts.grouped) numbers had over 12 decimals and were rounded half to even")
        }
        return lines
    }

    /// A line for each row that cannot be read, or one that says what is wrong.
    private static func problems(_ error: CostFileError) -> [String] {
        guard case .brokenRows(let path, let problems) = error else { return ["  \(error)"] }
        return problems.map { "  \(path), \($0)" }
            + ["  Mend the rows, or keep the good ones with --lenient."]
    }

    private func shown(_ seconds: Double) -> String {
        let tenths = Int((seconds * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }

    /// Everything, for scripts; amounts exactly, as texts.
    var json: JSONValue {
        var object: JSONObject = ["source": .string(outcome.name)]
        switch outcome.result {
        case .failure(let error):
            object["kept"] = false
            object["error"] = .string("\(error)")
            if case .brokenRows(_, let problems) = error { object["problems"] = .array(problems.map(\.json)) }
        case .success(let success):
            object["kept"] = true
            success.add(to: &object)
        }
        object["notes"] = .array(outcome.notes.map { .string($0) })
        return .object(object)
    }
}

extension ImportRun.Success {
    fileprivate func add(to object: inout JSONObject) {
        for member in record.json.object ?? [:] { object[member.key] = member.value }
        object["isRepeat"] = .bool(record.isRepeat)
        object["totals"] = .array(
            totals.map { total in
                [
                    "month": .string("\(total.month)"), "currency": .string(total.billed.currency.code),
                    "charges": JSONValue(total.chargeCount), "billed": JSONValue(total.billed.amount),
                    "effective": JSONValue(total.effective.amount),
                ]
            })
        object["restatements"] = .array(
            restatements.map { restatement in
                [
                    "month": .string("\(restatement.month)"),
                    "subAccount": JSONValue(restatement.subAccount),
                    "metric": .string(restatement.metric.rawValue),
                    "currency": .string(restatement.new.currency.code),
                    "old": JSONValue(restatement.old.amount), "new": JSONValue(restatement.new.amount),
                ]
            })
        object["rejectedRows"] = JSONValue(rejectedRows)
        object["rejects"] = .array(rejects.map { .string($0) })
        object["roundedAmounts"] = JSONValue(roundedAmounts)
    }
}

extension ImportRecord {
    /// What is recorded, for scripts.
    var json: JSONValue {
        [
            "import": JSONValue(Int(id)), "source": .string(source), "digest": JSONValue(digest),
            "moment": .string("\(moment)"), "charges": JSONValue(chargeCount),
            "months": months.map { ["first": .string("\($0.lowerBound)"), "last": .string("\($0.upperBound)")] }
                ?? .null,
            "isSample": .bool(isSample),
        ]
    }
}

extension RowProblem {
    fileprivate var json: JSONValue {
        [
            "line": JSONValue(line), "row": JSONValue(row), "column": JSONValue(column),
            "value": .string(value), "reason": .string("\(reason)"),
        ]
    }
}
