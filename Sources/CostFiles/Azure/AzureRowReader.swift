import CostModel

/// Reads rows of Azure files of actual and amortised costs, and maps them to FOCUS.
final class AzureRowReader: RowReading {
    let names: [String]
    private(set) var roundedAmounts = 0
    private let places: [Int]
    private let unknown: [(name: String, place: Int)]
    private let mapping: AzureMapping
    private let selection: CostFileOptions.Selection

    init(_ header: AzureHeader, options: CostFileOptions, path: String) throws(CostFileError) {
        names = header.names
        unknown = header.unknown
        places = AzureColumn.allCases.map { header.places[$0] ?? -1 }
        selection = options.selection
        mapping = AzureMapping(currency: options.currency)
        if header.places[.billingCurrency] == nil, options.currency == nil {
            throw .missingColumns(path: path, columns: ["BillingCurrency"])
        }
    }

    func read(_ row: CSVRow, into builder: inout ChargeBatchBuilder) throws(FieldProblem) -> Bool {
        guard row.fields.count == names.count else {
            throw FieldProblem(column: nil, reason: .fieldCount(row.fields.count, expected: names.count))
        }
        var fields = AzureFields(row: row, places: places)
        var charge = try mapping.charge(&fields)
        roundedAmounts += fields.roundedAmounts
        setCustom(fields, in: &charge)
        guard selection == .all || AzureMapping.isCommitmentPurchase(fields) else { return false }
        builder.fillRow(charge)
        return true
    }

    private func setCustom(_ fields: AzureFields, in charge: inout Charge) {
        var entries: [Tags.Entry] = []
        for (column, name) in AzureColumn.customNames {
            if let text = fields.text(column) { entries.append(Tags.Entry(key: name, value: .text(text))) }
        }
        for column in unknown {
            let text = fields.row.text(column.place).trimmed
            if !text.isEmpty { entries.append(Tags.Entry(key: column.name, value: .text(text))) }
        }
        charge.custom = Tags(entries: entries)
    }
}
