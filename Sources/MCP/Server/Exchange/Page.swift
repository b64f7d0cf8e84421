import JSONRPC

/// A part of a list, and the cursor with which the rest is asked for.
///
/// The cursor is the key of the last item in base64: no state is kept for it, and items that come or go between two
/// pages neither repeat nor hide others.
struct Page<Item> {
    let items: [Item]
    let nextCursor: String?

    /// Cuts the page behind `cursor` out of `all`.
    ///
    /// - Throws: ``RPCError`` -32602 when the cursor names nothing in the list.
    init(of all: [Item], after cursor: String?, size: Int, key: (Item) -> String) throws(RPCError) {
        var start = 0
        if let cursor {
            guard let bytes = Base64.decode(cursor), let last = String(validating: bytes, as: UTF8.self),
                let position = all.firstIndex(where: { key($0) == last })
            else { throw .invalidParams("Unknown cursor; begin again without one") }
            start = position + 1
        }
        items = Array(all[start...].prefix(max(1, size)))
        let isLast = start + items.count >= all.count
        nextCursor = isLast ? nil : items.last.map { Base64.encode(Array(key($0).utf8)) }
    }
}
