import CostModel

/// Knows the store's id of every text that the reading has given a code.
struct TextInterner {
    private static let table = BulkTable("texts", ["id", "hash", "value"], last: .text)
    private var store: Interner
    /// The ids by code; none is none.
    private var ids: [Int64] = [0]
    /// The texts that are new in the batch, and the code of the first of them.
    private var new = PackedTexts()
    private var firstNew: UInt32 = 1
    /// Older texts that were looked at lately, by code: those of departments and currencies come again and again.
    private var recent: [UInt32: String] = [:]
    private static let recentLimit = 1 << 12

    init(_ connection: any SQLConnection) throws(CostStoreError) {
        store = try Interner(Self.table, connection: connection)
    }

    /// The id of a code.
    @inline(__always)
    func id(_ code: UInt32) -> Int64 { ids[Int(code)] }

    /// The text of a code; `nil` for none.
    mutating func text(_ code: UInt32, _ connection: any SQLConnection) throws(CostStoreError) -> String? {
        guard code != 0 else { return nil }
        if code >= firstNew, code < firstNew + UInt32(new.count) { return new[Int(code - firstNew)] }
        if let text = recent[code] { return text }
        if recent.count >= Self.recentLimit { recent = [:] }
        let row = try connection.row("SELECT value FROM texts WHERE id = ?", [.integer(id(code))])
        recent[code] = row?.text(0)
        return recent[code]
    }

    /// Takes the new texts of a batch.
    mutating func add(_ batch: ChargeBatch, _ connection: any SQLConnection) throws(CostStoreError) {
        (new, firstNew) = (batch.newTexts, batch.firstNewCode)
        guard new.count > 0 else { return }
        var items: [Interner.Item] = []
        items.reserveCapacity(new.count)
        for index in 0..<new.count {
            new.withBytes(index) { bytes in
                items.append(
                    Interner.Item(
                        hash: StableHash.hash(UnsafeRawBufferPointer(bytes)), integers: [],
                        last: new.bytes[new.range(index)]))
            }
        }
        ids += try store.ids(of: items, connection)
    }

    /// The ids of texts that have no code; 0 for an empty one.
    mutating func ids(of texts: [String], _ connection: any SQLConnection) throws(CostStoreError) -> [Int64] {
        let items = texts.map {
            Interner.Item(hash: StableHash.hash($0), integers: [], last: Array($0.utf8)[...])
        }
        let ids = try store.ids(of: items, connection)
        return zip(texts, ids).map { $0.isEmpty ? 0 : $1 }
    }

    /// The id of a text that has no code; 0 for an empty one.
    mutating func id(of text: String, _ connection: any SQLConnection) throws(CostStoreError) -> Int64 {
        try ids(of: [text], connection).first ?? 0
    }

    mutating func removeAll() {
        ids = [0]
        recent = [:]
    }
}
