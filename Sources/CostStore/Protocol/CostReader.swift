public import CostModel

/// Answers questions from one version of the data; see ``CostStore/withSnapshot(_:)``.
///
/// Every call throws ``CostStoreError``, which says what to do.
public protocol CostReader: Sendable {
    /// Sums charges. Exact: the rows of any grouping add up to the total, to the last digit.
    func answer(_ query: CostQuery) async throws(CostStoreError) -> CostAnswer
    /// The values of a dimension in the order of their text, each once.
    func values(_ query: DimensionQuery) async throws(CostStoreError) -> [String]
    /// How much of the cost of a period carries each of some tag keys, by a dimension or as a whole.
    func tagCoverage(
        keys: [String], period: Period, metric: CostMetric, groupBy: CostDimension?, filters: [CostFilter]
    ) async throws(CostStoreError) -> [TagCoverage]
    /// A page of the charges themselves.
    func charges(_ query: ChargeQuery) async throws(CostStoreError) -> ChargePage
    /// The names of the custom columns (`x_…`) that these charges have, in order; limit and cursor do not matter.
    func customColumns(_ query: ChargeQuery) async throws(CostStoreError) -> [String]
    /// The version of the data: quick enough to be asked with every question.
    func version() async throws(CostStoreError) -> DataVersion
    /// What the store holds: version, days, currencies, counts.
    func summary() async throws(CostStoreError) -> StoreSummary
    /// The imports, latest first.
    func imports(limit: Int) async throws(CostStoreError) -> [ImportRecord]
    /// What an import brought, as far as it still stands, by billing month and currency.
    func totals(ofImport id: Int64) async throws(CostStoreError) -> [ImportTotal]
    /// The totals of past months that imports have changed, latest first; of one import, or of all.
    func restatements(of importID: Int64?, limit: Int) async throws(CostStoreError) -> [Restatement]
    /// What was saved under an id; `nil` when nothing was.
    func evidence(_ id: String) async throws(CostStoreError) -> Evidence?
    /// The budgets in the order of their names.
    func budgets() async throws(CostStoreError) -> [Budget]
    /// The documents of a kind in the order of their ids, of one status or of all.
    func documents(
        _ kind: StoredDocument.Kind, status: String?, limit: Int
    ) async throws(CostStoreError) -> [StoredDocument]
    /// The days of a usage metric, in order.
    func usage(metric: String, period: Period) async throws(CostStoreError) -> [UsagePoint]
    /// The names of the usage metrics that have days.
    func usageMetrics() async throws(CostStoreError) -> [String]
    /// All versions of the department rules; the standard ones for a store that has none.
    func departmentRules() async throws(CostStoreError) -> DepartmentRuleBook
}
