public import CostFiles
public import CostModel
import Foundation

/// Writes what a store holds as a FOCUS file, page by page and from one version of the data: memory is constant, and
/// imports may go on meanwhile.
public struct FocusExport: Sendable {
    /// The days in which charges begin.
    public var period: Period
    /// All must hold.
    public var filters: [CostFilter]
    /// The version that is written.
    public var version: FocusVersion
    /// Whether the file is packed as gzip.
    public var isCompressed: Bool
    /// Told the number of charges written, after every page.
    public var progress: @Sendable (Int) -> Void

    /// Puts an export together.
    public init(
        period: Period, filters: [CostFilter] = [], version: FocusVersion = .v1_2, isCompressed: Bool = false,
        progress: @escaping @Sendable (Int) -> Void = { _ in }
    ) {
        self.period = period
        self.filters = filters
        self.version = version
        self.isCompressed = isCompressed
        self.progress = progress
    }

    /// Writes all charges. A file has its name only once it is whole: until then it is called `….part`, and it is
    /// removed when something goes wrong.
    ///
    /// Throws ``CostStoreError``, ``CostFiles/CostFileError`` or `CancellationError`.
    public func run(from store: any CostStore, to destination: ExportDestination) async throws -> ExportSummary {
        try await store.withSnapshot { snapshot in
            let query = ChargeQuery(period: period, filters: filters, limit: Self.pageSize)
            let columns = try await snapshot.customColumns(query)
            let thread = FocusFileThread(destination, isCompressed: isCompressed)
            do {
                try await thread.open(FocusEncoder(version: version, customColumns: columns))
                try await copy(query, from: snapshot, to: thread)
                let summary = try await thread.finish()
                await thread.close()
                return summary
            } catch {
                await thread.abandon()
                await thread.close()
                throw error
            }
        }
    }

    private static let pageSize = 5_000

    /// Reads one page while the one before is written.
    private func copy(_ query: ChargeQuery, from reader: any CostReader, to thread: FocusFileThread) async throws {
        var page = try await reader.charges(query)
        while let cursor = page.nextCursor {
            async let following = reader.charges(query.after(cursor))
            progress(try await thread.write(page.rows))
            try Task.checkCancellation()
            page = try await following
        }
        progress(try await thread.write(page.rows))
    }
}

extension ChargeQuery {
    /// The same question for the page after a cursor.
    fileprivate func after(_ cursor: Int64) -> ChargeQuery {
        ChargeQuery(period: period, filters: filters, limit: limit, cursor: cursor)
    }
}

/// What an export has written.
public struct ExportSummary: Hashable, Sendable {
    /// How many charges.
    public let chargeCount: Int
    /// What they are billed, by currency, exactly.
    public let billed: [Money]
    /// The SHA-256 of the file in hexadecimal; `nil` for the standard output.
    public let digest: String?
}
