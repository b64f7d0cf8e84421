import CostModel
import CostStore
import Foundation
import PostgresTestSupport
import Testing

/// What a store is kept in. Every behaviour is tested on each.
enum Backing: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case sqlite
    case postgres

    var testDescription: String { rawValue }

    /// Runs `body` with a new store, and ends it.
    func withStore(_ body: (any CostStore) async throws -> Void) async throws {
        switch self {
        case .sqlite:
            try await Folder.with { folder in
                let store = try await CostStores.sqlite(path: folder + "/costs.sqlite")
                try await run(store, body)
            }
        case .postgres:
            let settings = try PostgresServer.shared().newDatabase()
            let store = try await CostStores.postgres(PostgresConfiguration(connection: settings, readers: 6))
            try await run(store, body)
        }
    }

    private func run(_ store: any CostStore, _ body: (any CostStore) async throws -> Void) async throws {
        do {
            try await body(store)
            await store.close()
        } catch {
            await store.close()
            throw error
        }
    }
}

extension ImportOptions {
    /// An import in December 2025.
    static var test: ImportOptions { ImportOptions(moment: Day("2025-12-15")?.start ?? Instant(seconds: 0)) }
}

extension CostStore {
    @discardableResult
    func load(_ charges: [Charge], digest: String? = nil) async throws -> ImportRecord {
        try await importCharges(from: MemorySource(charges, digest: digest), options: .test)
    }

    /// The sums of all charges.
    func totals(_ metric: CostMetric = .billed) async throws -> [Money] {
        let period = try await summary().period ?? Period(day: Day(number: 0))
        return try await answer(CostQuery(period: period, metric: metric)).totals
    }
}

/// A folder that is removed after its use.
enum Folder {
    static func with(_ body: (String) async throws -> Void) async throws {
        let path = NSTemporaryDirectory() + "coststore-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        do {
            try await body(path)
            try FileManager.default.removeItem(atPath: path)
        } catch {
            try? FileManager.default.removeItem(atPath: path)
            throw error
        }
    }
}
