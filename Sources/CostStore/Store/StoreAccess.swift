/// What a store is opened for.
public enum StoreAccess: Hashable, Sendable {
    /// For asking only: nothing is created or changed, and the schema must be there.
    case reading
    /// For asking and for keeping small records (evidence, budgets, documents), but no charges. SQLite's own lock is
    /// enough for that, so any number of processes may have it beside the one that imports.
    case recording
    /// For everything. One process at a time has this of a SQLite store, for as long as it is open.
    case importing

    /// Throws ``CostStoreError`` unless charges may be changed.
    func requireImporting() throws(CostStoreError) {
        guard self != .importing else { return }
        throw CostStoreError(
            .readOnly, "the cost store is open here for questions, not for changing charges; open it for importing")
    }
}
