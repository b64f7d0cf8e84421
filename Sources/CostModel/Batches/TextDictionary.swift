/// Gives every text a number, by its bytes: an open hash table with linear probing over ``PackedTexts``.
struct TextDictionary {
    private(set) var texts = PackedTexts()
    /// The upper half of a text's hash, and its number from 1; 0 is a free place. Always at most half full.
    private var slots: [Slot]

    private struct Slot {
        var hash: UInt32 = 0
        var number: UInt32 = 0
    }

    init() {
        slots = Array(repeating: Slot(), count: 1 << 12)
    }

    var count: Int { texts.count }
    var byteCount: Int { texts.bytes.count }

    /// The number of a text, from 1; a new text gets the next one.
    mutating func number(of text: UnsafeBufferPointer<UInt8>) -> UInt32 {
        if texts.count * 2 >= slots.count { grow() }
        let hash = TextHash.hash(text)
        let tag = UInt32(truncatingIfNeeded: hash >> 32)
        let mask = slots.count - 1
        var place = Int(truncatingIfNeeded: hash) & mask
        while slots[place].number != 0 {
            if slots[place].hash == tag, matches(text, slots[place].number) { return slots[place].number }
            place = (place + 1) & mask
        }
        texts.append(text)
        slots[place] = Slot(hash: tag, number: UInt32(texts.count))
        return UInt32(texts.count)
    }

    /// Takes the newest text out again.
    mutating func removeLast(_ text: UnsafeBufferPointer<UInt8>) {
        let mask = slots.count - 1
        var place = Int(truncatingIfNeeded: TextHash.hash(text)) & mask
        while slots[place].number != UInt32(texts.count) { place = (place + 1) & mask }
        slots[place] = Slot()
        texts.removeLast()
    }

    mutating func removeAll() {
        texts.removeAll()
        slots = Array(repeating: Slot(), count: 1 << 12)
    }

    private func matches(_ text: UnsafeBufferPointer<UInt8>, _ number: UInt32) -> Bool {
        let range = texts.range(Int(number) - 1)
        guard range.count == text.count else { return false }
        return texts.bytes.withUnsafeBufferPointer { TextHash.areEqual(UnsafeBufferPointer(rebasing: $0[range]), text) }
    }

    private mutating func grow() {
        slots = Array(repeating: Slot(), count: slots.count * 4)
        let mask = slots.count - 1
        for index in 0..<texts.count {
            let hash = texts.withBytes(index) { TextHash.hash($0) }
            var place = Int(truncatingIfNeeded: hash) & mask
            while slots[place].number != 0 { place = (place + 1) & mask }
            slots[place] = Slot(hash: UInt32(truncatingIfNeeded: hash >> 32), number: UInt32(index + 1))
        }
    }
}
