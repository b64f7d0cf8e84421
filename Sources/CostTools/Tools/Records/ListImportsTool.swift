import CostModel
import CostStore
import JSONRPC

extension CostTool {
    /// Where the charges came from.
    static let listImports = CostTool(
        name: "list_imports", title: "List imports",
        description:
            "The imports, latest first; with importId what one of them brought and which past totals it changed.",
        arguments: [
            "importId": ["type": ["integer", "string", "null"], "description": "Only this one, with its totals."],
            "limit": Schema.count("How many imports, 1 to 200.", 20),
        ],
        data: ["type": "array", "items": ImportListing.schema]
    ) { call in
        try call.scope.requireEverything("list_imports")
        return try await call.store.withSnapshot { reader in try await ImportListing(call, reader).envelope() }
    }
}

/// Tells of imports.
struct ImportListing {
    private let call: CostCall
    private let reader: any CostReader

    init(_ call: CostCall, _ reader: any CostReader) {
        self.call = call
        self.reader = reader
    }

    static let schema: JSONValue = Schema.object(
        [
            "id": Schema.number, "source": Schema.plainText, "moment": Schema.plainText, "chargeCount": Schema.number,
            "firstMonth": Schema.optionalText, "lastMonth": Schema.optionalText, "isSample": Schema.flag,
            "isRepeat": Schema.flag, "digest": Schema.optionalText,
            "totals": [
                "type": "array",
                "items": Schema.object([
                    "month": Schema.plainText, "chargeCount": Schema.number, "billed": Schema.amount,
                    "effective": Schema.amount, "currency": Schema.plainText,
                ]),
            ],
            "restatements": [
                "type": "array",
                "items": Schema.object([
                    "month": Schema.plainText, "subAccount": Schema.optionalText, "metric": Schema.plainText,
                    "before": Schema.amount, "after": Schema.amount, "currency": Schema.plainText,
                ]),
            ],
        ], optional: ["totals", "restatements"])

    func envelope() async throws -> Envelope {
        let basis = try await Envelope.Basis(reader)
        guard call.reader.value("importId") != nil else {
            let limit = try call.reader.count("limit", in: 1...200, otherwise: 20)
            let found = try await reader.imports(limit: limit + 1)
            let records = found.prefix(limit)
            let lines = records.map(\.line)
            let isCut = found.count > limit
            return Envelope(
                data: .array(records.map { .object($0.json) }), basis: basis,
                warnings: isCut ? ["There are earlier imports: raise limit, or name importId."] : [], isCut: isCut,
                text: lines.isEmpty ? "There are no imports." : lines.joined(separator: "\n"))
        }
        let id = Int64(try call.reader.count("importId", in: 1...Int.max, otherwise: 1))
        guard let record = try await reader.imports(limit: 10_000).first(where: { $0.id == id }) else {
            throw ToolFailure("there is no import \(id); list_imports without importId tells all of them")
        }
        return Envelope(
            data: [.object(try await Self.details(of: record, reader))], basis: basis, text: record.line)
    }

    /// An import with its totals and what it has restated.
    static func details(of record: ImportRecord, _ reader: any CostReader) async throws -> JSONObject {
        var object = record.json
        object["totals"] = .array(try await reader.totals(ofImport: record.id).map(\.json))
        let restatements = try await reader.restatements(of: record.id, limit: 500)
        object["restatements"] = .array(restatements.map(\.json))
        return object
    }
}

extension ImportRecord {
    /// The import as data.
    var json: JSONObject {
        [
            "id": .number(JSONNumber(Int(id))), "source": .string(source), "moment": .string("\(moment)"),
            "chargeCount": .count(chargeCount), "firstMonth": JSONValue(months.map { "\($0.lowerBound)" }),
            "lastMonth": JSONValue(months.map { "\($0.upperBound)" }), "isSample": .bool(isSample),
            "isRepeat": .bool(isRepeat), "digest": JSONValue(digest),
        ]
    }

    /// The import for people.
    var line: String {
        let span = months.map {
            $0.lowerBound == $0.upperBound ? "\($0.lowerBound)" : "\($0.lowerBound) to \($0.upperBound)"
        }
        let notes = (isSample ? ", sample data" : "") + (isRepeat ? ", known already: nothing was changed" : "")
        return "Import \(id): \(source), \(chargeCount) charges of \(span ?? "no month"), at \(moment)\(notes)"
    }
}

extension ImportTotal {
    fileprivate var json: JSONValue {
        [
            "month": .string("\(month)"), "chargeCount": .count(chargeCount), "billed": .string("\(billed.amount)"),
            "effective": .string("\(effective.amount)"), "currency": .string(billed.currency.code),
        ]
    }
}

extension Restatement {
    fileprivate var json: JSONValue {
        [
            "month": .string("\(month)"), "subAccount": JSONValue(subAccount), "metric": .string(metric.rawValue),
            "before": .string("\(old.amount)"), "after": .string("\(new.amount)"),
            "currency": .string(new.currency.code),
        ]
    }
}
