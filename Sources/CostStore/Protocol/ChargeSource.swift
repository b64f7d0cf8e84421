public import CostModel

/// Where an import has its charges from: a file, several, or values in memory.
///
/// The store calls it from a thread of its own, one call after the other, so it may block.
public protocol ChargeSource: Sendable {
    /// What is imported, as people would name it: usually the file's name.
    var name: String { get }
    /// The next charges; `nil` at the end. What it throws ends the import, and nothing of it is kept.
    func next() throws -> ChargeBatch?
    /// A digest of what was read that tells equal files; asked for after the end. `nil` for what is never repeated.
    func digest() throws -> String?
    /// The same digest before anything is read, for a source that is quicker to digest than to import; else `nil`.
    func digestBeforehand() throws -> String?
}

extension ChargeSource {
    /// None.
    public func digestBeforehand() throws -> String? { nil }
}

/// How an import is done.
public struct ImportOptions: Sendable {
    /// Told the number of rows loaded, after every batch, on the thread of the import.
    public var progress: @Sendable (Int) -> Void
    /// The moment of the import: months that have ended by then are past, and changes of theirs are restatements.
    public var moment: Instant
    /// Whether the data is a sample that answers must say so of. It leaves the store when other data comes.
    public var isSample: Bool

    /// Puts options together.
    public init(
        moment: Instant, isSample: Bool = false,
        progress: @escaping @Sendable (Int) -> Void = { _ in }
    ) {
        self.moment = moment
        self.isSample = isSample
        self.progress = progress
    }
}
