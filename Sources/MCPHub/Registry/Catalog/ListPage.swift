import JSONRPC
import MCP

/// One page of a child's list, taken apart without being decoded as a whole.
public struct ListPage: Sendable {
    /// The list it belongs to.
    public let kind: ListKind
    /// The usable entries in order.
    public let entries: [CatalogEntry]
    /// What was left out.
    public let problems: [CatalogProblem]
    /// Where the next page begins; nil on the last one. An empty cursor is a cursor.
    public let nextCursor: String?
    /// For how long and for whom the page may be kept.
    public let freshness: Freshness

    /// Reads the `result` of a list request.
    ///
    /// - Throws: ``CatalogProblem`` when it is no object with such a list.
    public init(_ kind: ListKind, result: Span<UInt8>) throws(CatalogProblem) {
        let layout: ObjectLayout
        do { layout = try ObjectLayout(result) } catch {
            throw CatalogProblem(kind, reason: "the result cannot be read: \(error)")
        }
        guard let place = layout[kind.member] else {
            throw CatalogProblem(kind, reason: "the result has no member \"\(kind.member)\"")
        }
        let elements: ArrayLayout
        do { elements = try ArrayLayout(result, at: place) } catch {
            throw CatalogProblem(kind, reason: "the list cannot be read: \(error)")
        }
        self.kind = kind
        (entries, problems) = Self.take(kind, elements.elements, of: result)
        nextCursor = Self.value(layout["nextCursor"], of: result)?.string
        freshness = Freshness(
            ttlMs: Self.value(layout["ttlMs"], of: result)?.integer,
            scope: Self.value(layout["cacheScope"], of: result)?.string.map(CacheScope.init(rawValue:)))
    }

    private static func value(_ place: ByteRange?, of bytes: Span<UInt8>) -> JSONValue? {
        guard let place else { return nil }
        return try? JSONValue(parsing: bytes.extracting(place.range))
    }

    private static func take(
        _ kind: ListKind, _ elements: [ByteRange], of bytes: Span<UInt8>
    ) -> ([CatalogEntry], [CatalogProblem]) {
        var entries: [CatalogEntry] = []
        var problems: [CatalogProblem] = []
        entries.reserveCapacity(elements.count)
        for (position, place) in elements.enumerated() {
            do throws(CatalogProblem) {
                let (entry, problem) = try CatalogEntry(kind, bytes.extracting(place.range)).withValidHeaderMarks()
                entries.append(entry)
                if let problem { problems.append(problem.at(position)) }
            } catch {
                problems.append(error.at(position))
            }
        }
        return (entries, problems)
    }
}
