/// The codes of texts by another way they are written, so that a spelling that was seen before is not read again.
struct SpellingTable {
    private var spellings = TextDictionary()
    private var codes: [UInt32] = []
    private static let unknown = UInt32.max

    var byteCount: Int { spellings.byteCount }

    /// The place of a spelling, and its code when it has one.
    mutating func find(_ spelling: UnsafeBufferPointer<UInt8>) -> (place: Int, code: UInt32?) {
        let place = Int(spellings.number(of: spelling)) - 1
        if place == codes.count { codes.append(Self.unknown) }
        return (place, codes[place] == Self.unknown ? nil : codes[place])
    }

    mutating func set(_ code: UInt32, at place: Int) {
        codes[place] = code
    }

    mutating func removeAll() {
        spellings.removeAll()
        codes = []
    }
}
