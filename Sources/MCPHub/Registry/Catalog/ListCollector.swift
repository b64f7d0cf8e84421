import JSONRPC

/// Puts the pages of one list together, as a value: it is given a page and says what to ask for next.
///
/// It ends whatever the child does: too many pages, entries or bytes and a cursor that comes back end the list with
/// what is there, and the problem is noted.
public struct ListCollector: Sendable {
    /// How much of a list is taken.
    public struct Limits: Hashable, Sendable {
        /// How many pages.
        public var pages: Int
        /// How many entries.
        public var entries: Int
        /// How many bytes of entries.
        public var bytes: Int

        /// Creates limits; without arguments generous ones.
        public init(pages: Int = 1_000, entries: Int = 20_000, bytes: Int = 32 << 20) {
            self.pages = pages
            self.entries = entries
            self.bytes = bytes
        }
    }

    /// What to do next.
    public enum Step: Hashable, Sendable {
        /// Ask for the page that begins at `cursor`.
        case ask(cursor: String)
        /// The list is complete, or as complete as it will be.
        case finish
    }

    /// What has been collected.
    public private(set) var list: CatalogList
    private let limits: Limits
    private var cursors: Set<ExactString> = []
    private var keys: Set<ExactString> = []
    private var pageCount = 0
    private var byteCount = 0

    /// Begins with nothing.
    public init(_ kind: ListKind, limits: Limits = Limits()) {
        list = CatalogList(kind)
        self.limits = limits
    }

    /// Takes in a page.
    public mutating func receive(_ page: ListPage) -> Step {
        pageCount += 1
        list.freshness = pageCount == 1 ? page.freshness : list.freshness.merged(with: page.freshness)
        list.problems += page.problems
        for entry in page.entries {
            guard list.entries.count < limits.entries else { return stop("it has more than \(limits.entries) entries") }
            guard byteCount + entry.bytes.count <= limits.bytes else {
                return stop("it is longer than \(limits.bytes) bytes")
            }
            add(entry)
        }
        guard let cursor = page.nextCursor else { return .finish }
        guard cursors.insert(ExactString(text: cursor)).inserted else { return stop("a cursor came a second time") }
        guard pageCount < limits.pages else { return stop("it has more than \(limits.pages) pages") }
        return .ask(cursor: cursor)
    }

    private mutating func add(_ entry: CatalogEntry) {
        guard keys.insert(ExactString(text: entry.key)).inserted else {
            list.problems.append(CatalogProblem(list.kind, reason: "'\(entry.key)' is listed twice; the first counts"))
            return
        }
        byteCount += entry.bytes.count
        list.entries.append(entry)
    }

    private mutating func stop(_ reason: String) -> Step {
        list.problems.append(CatalogProblem(list.kind, reason: "\(reason); what follows is left out"))
        return .finish
    }
}
