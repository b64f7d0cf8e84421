import CostFiles
import CostModel

/// What the first charge of a file tells of it.
struct FileHead: Hashable {
    /// Whose headers it has.
    let dialect: CostFileDialect
    /// The billing month; `nil` for a file without charges.
    let month: Month?
    /// Who is billed.
    let billingAccount: String?

    /// Reads as far as the first charge. Blocks. Throws ``CostFileError``.
    init(path: String, options: CostFileOptions) throws(CostFileError) {
        var options = options
        options.digests = false
        options.strictness = .lenient
        options.batches = ChargeBatchBuilder.Limits(rows: 1)
        let reader = try CostFileReader(path: path, options: options)
        dialect = reader.dialect
        guard let batch = try reader.next(), batch.count > 0 else {
            (month, billingAccount) = (nil, nil)
            return
        }
        var texts = TextTable()
        texts.take(batch)
        let charge = batch.charge(row: 0, texts: texts)
        month = (charge[.billingPeriodStart] ?? charge[.chargePeriodStart])?.day.month
        billingAccount = charge[.billingAccountId]
    }
}
