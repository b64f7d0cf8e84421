public import CostModel

/// Keeps charges exactly and answers from them in milliseconds; SQLite and PostgreSQL behave alike.
///
/// Each question by itself is answered from one version of the data. Where several must agree, ask them in
/// ``withSnapshot(_:)``:
/// ```swift
/// let (summary, answer) = try await store.withSnapshot { snapshot in
///     (try await snapshot.summary(), try await snapshot.answer(query))
/// }
/// ```
public protocol CostStore: CostReader {
    /// Asks several questions of one version of the data, while imports go on. Do not keep the reader beyond the call.
    func withSnapshot<Result: Sendable>(
        _ body: @Sendable (any CostReader) async throws -> Result
    ) async throws -> Result

    /// Imports what a source reads; see ``ImportOptions``. Months are replaced as a whole, at the very end: whatever
    /// goes wrong before leaves the store as it was. One import runs at a time; a second one waits.
    ///
    /// Throws ``CostStoreError``, or what the source throws.
    func importCharges(from source: any ChargeSource, options: ImportOptions) async throws -> ImportRecord

    /// Takes new department rules into use and gives every stored charge its department anew. No total changes.
    func restateDepartments(_ rules: DepartmentRuleBook) async throws(CostStoreError)

    /// Saves evidence and returns it with its id. Equal questions to equal versions share one.
    func save(_ evidence: Evidence.Draft, at moment: Instant) async throws(CostStoreError) -> Evidence
    /// Adds a budget, or replaces the one with its id.
    func save(_ budget: Budget) async throws(CostStoreError)
    /// Removes a budget; whether there was one.
    func removeBudget(id: String) async throws(CostStoreError) -> Bool
    /// Adds a document, or replaces the one of its kind with its id.
    func save(_ document: StoredDocument) async throws(CostStoreError)
    /// Removes a document; whether there was one.
    func removeDocument(_ kind: StoredDocument.Kind, id: String) async throws(CostStoreError) -> Bool
    /// Adds days of a usage metric, or replaces those that are there.
    func save(_ points: [UsagePoint], metric: String) async throws(CostStoreError)

    /// Ends all connections. What is asked afterwards throws ``CostStoreError``.
    func close() async
}
