import CostModel

/// Knows the store's id of every text that the reading has given a code.
struct TextInterner {
    private static let table = BulkTable("texts", ["id", "hash", "value"], last: .text)
    private var store: Interner
    /// The ids by code; none is none.
    private var ids: [Int64] = [0]
    /// The texts by code, for the few that are looked at: those of departments and currencies.
    private var words = PackedTexts()

    init(_ connection: any SQLConnection) throws(CostStoreError) {
        store = try Interner(Self.table, connection: connection)
    }

    /// The id of a code.
    @inline(__always)
    func id(_ code: UInt32) -> Int64 { ids[Int(code)] }

    /// The text of a code; `nil` for none.
    func text(_ code: UInt32) -> String? {
        code == 0 ? nil : words[Int(code) - 1]
    }

    /// Takes the new texts of a batch.
    mutating func add(_ batch: ChargeBatch, _ connection: any SQLConnection) throws(CostStoreError) {
        let new = batch.newTexts
        guard new.count > 0 else { return }
        var items: [Interner.Item] = []
        items.reserveCapacity(new.count)
        for index in 0..<new.count {
            new.withBytes(index) { bytes in
                words.append(bytes)
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
        words = PackedTexts()
    }
}
