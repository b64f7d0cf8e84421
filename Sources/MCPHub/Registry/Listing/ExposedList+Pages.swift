import JSONRPC
public import MCP
public import NIOCore

extension ExposedList {
    /// Which part of the list a page holds.
    public struct Page: Sendable {
        /// The positions of its entries.
        public let range: Range<Int>
        /// Where the next page begins; nil on the last one.
        public let nextCursor: String?
    }

    /// Finds the page that begins behind `cursor`.
    ///
    /// No state is kept for a cursor: it names the last entry, so that entries that come or go in between neither
    /// repeat nor hide others.
    ///
    /// - Parameters:
    ///   - size: how many entries a page has; nil for all that are left.
    ///   - view: what the asking side may see, such as its principal; a cursor of one view is worth nothing in another.
    /// - Throws: ``CursorFailure`` when the cursor was not made here, for this list and view, or its entry is gone.
    public func page(
        after cursor: String?, size: Int?, view: String = "", seal: CursorSeal
    ) throws(CursorFailure) -> Page {
        var start = 0
        if let cursor {
            guard let last = position(of: try seal.open(cursor, kind: kind, view: view)) else { throw .stale }
            start = last + 1
        }
        let end = size.map { min(count, start + max(1, $0)) } ?? count
        let next = end < count && end > 0 ? seal.make(after: names[end - 1], kind: kind, view: view) : nil
        return Page(range: start..<end, nextCursor: next)
    }

    /// Writes the `result` object that answers a list request.
    ///
    /// - Parameters:
    ///   - version: the revision that the asking side speaks.
    ///   - meta: what stands in `_meta`, such as who the server is.
    public func result(_ page: Page, for version: ProtocolVersion, meta: ResultMeta? = nil) -> ByteBuffer {
        let entries = entries(page.range, for: version)
        var buffer = ByteBuffer()
        buffer.reserveCapacity(entries.readableBytes + 512)
        buffer.writeString("{\"\(kind.member)\":[")
        buffer.writeImmutableBuffer(entries)
        buffer.writeString("]")
        for member in members(page, version, meta) {
            buffer.writeString(",\"\(member.key)\":")
            buffer.writeBytes(member.value.serialized)
        }
        buffer.writeString("}")
        return buffer
    }

    private func members(_ page: Page, _ version: ProtocolVersion, _ meta: ResultMeta?) -> JSONObject {
        var members = JSONObject()
        members["nextCursor"] = page.nextCursor.map(JSONValue.string)
        if version.hasResultTypes { members["resultType"] = .string(ResultType.complete.rawValue) }
        if version.hasCacheHints {
            members["ttlMs"] = .number(JSONNumber(freshness.ttlMs))
            members["cacheScope"] = .string(freshness.scope.rawValue)
        }
        members["_meta"] = meta?.json
        return members
    }
}
