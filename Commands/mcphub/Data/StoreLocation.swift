import CostStore
import SystemPackage

/// Where costs are kept: in the data folder, or in PostgreSQL when the environment names a server.
enum StoreLocation {
    case sqlite(DataFolder)
    case postgres(PostgresConfiguration)

    /// PostgreSQL where `DATABASE_URL` or `DB_HOST` is set; see ``PostgresConfiguration``.
    init(_ folder: DataFolder, _ program: ProgramEnvironment) {
        self = PostgresConfiguration(environment: program.variables).map { .postgres($0) } ?? .sqlite(folder)
    }

    /// Opens the store, which is created when it is missing and `access` allows that.
    func open(_ access: StoreAccess) async throws(CommandFailure) -> any CostStore {
        if case .sqlite(let folder) = self, access != .reading { try folder.prepare() }
        do {
            switch self {
            case .sqlite(let folder): return try await CostStores.sqlite(path: folder.store.string, access: access)
            case .postgres(let configuration):
                return try await CostStores.postgres(configuration, access: access)
            }
        } catch {
            throw CommandFailure(error)
        }
    }

    /// Opens the store for as long as `body` takes.
    func withStore<Result>(
        _ access: StoreAccess, _ body: (any CostStore) async throws -> Result
    ) async throws -> Result {
        let store = try await open(access)
        do {
            let result = try await body(store)
            await store.close()
            return result
        } catch {
            await store.close()
            throw (error as? CostStoreError).map { CommandFailure($0) } ?? error
        }
    }

    /// The state of the schema; `nil` while there is no store.
    func schema() async throws(CommandFailure) -> CostStores.SchemaStatus? {
        do {
            switch self {
            case .sqlite(let folder):
                guard exists else { return nil }
                return try await CostStores.status(sqlite: folder.store.string)
            case .postgres(let configuration): return try await CostStores.status(postgres: configuration)
            }
        } catch {
            throw CommandFailure(error)
        }
    }

    /// Whether there is a store already; a server is supposed to have one.
    var exists: Bool {
        guard case .sqlite(let folder) = self else { return true }
        return FileStatus(folder.store) != nil
    }

    /// Who has the store open for importing; `nil` for nobody, and where that is the server's business.
    var importer: String? {
        guard case .sqlite(let folder) = self else { return nil }
        return CostStores.importer(sqlite: folder.store.string)
    }
}

extension StoreLocation: CustomStringConvertible {
    /// Where it is, in words and without secrets.
    var description: String {
        switch self {
        case .sqlite(let folder): "SQLite, \(folder.store)"
        case .postgres(let configuration): configuration.place
        }
    }
}

extension CommandFailure {
    /// A failure of the store.
    init(_ error: CostStoreError) {
        let status: ExitStatus =
            [.badCharge, .invalid, .tooLarge].contains(error.code) ? .dataUnreadable : .storeUnusable
        self.init(status, error as any Error)
    }
}
