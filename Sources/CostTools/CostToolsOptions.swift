public import CostModel
public import CostStore
import Foundation

/// How the cost tools behave.
public struct CostToolsOptions: Sendable {
    /// The moment, by which `30d` or `last month` are laid; the system's clock unless set.
    public var now: @Sendable () -> Instant = { Instant(seconds: Int64(Date().timeIntervalSince1970)) }
    /// Whether the tools that change something are offered.
    public var allowsWrites = false
    /// The keys of the tags that every charge should have.
    public var requiredTags: [String] = []
    /// The folder that `export_focus` writes into, which is made when it is needed; nil for no exports.
    public var exports: String?
    /// The folders from which `import_focus` may read.
    public var importFolders: [String] = []
    /// The largest file that is imported, in bytes.
    public var maximumImportBytes: Int64 = 64 << 30
    /// How long an import or export may take.
    public var fileTime = Duration.seconds(3600)
    /// Opens the store for importing, for the time of one import; nil for the store that questions go to.
    public var openForImporting: (@Sendable () async throws -> any CostStore)?

    /// The defaults: questions only.
    public init() {}
}
