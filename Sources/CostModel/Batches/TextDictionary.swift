/// Gives every text a number, by its bytes: an open hash table with linear probing over ``PackedTexts``.
struct TextDictionary {
    private(set) var texts = PackedTexts()
    /// Always at most half full.
    private var slots: [Slot]
    /// Different in every dictionary, so that no file can be made to collide.
    private let seed = UInt64.random(in: .min ... .max)

    /// All that is needed to compare a text, in one line of the processor's cache.
    private struct Slot {
        /// The upper half of the hash.
        var tag: UInt32 = 0
        /// The number from 1; 0 is a free place.
        var number: UInt32 = 0
        var start: UInt32 = 0
        var length: UInt32 = 0
    }

    private static let initialSlots = 1 << 12

    init() {
        slots = Array(repeating: Slot(), count: Self.initialSlots)
    }

    /// Makes room for texts, which takes no memory until it is used.
    mutating func reserve(texts count: Int, bytes: Int) {
        texts.reserve(texts: count, bytes: bytes)
    }

    var count: Int { texts.count }
    var byteCount: Int { texts.bytes.count }

    /// The number of a text, from 1; a new text gets the next one.
    mutating func number(of text: UnsafeBufferPointer<UInt8>) -> UInt32 {
        let hash = TextHash.hash(text, seed: seed)
        let tag = UInt32(truncatingIfNeeded: hash &>> 32)
        var place = Int(truncatingIfNeeded: hash) & (slots.count &- 1)
        while slots[place].number != 0 {
            let slot = slots[place]
            if slot.tag == tag, slot.length == text.count, matches(text, slot) { return slot.number }
            place = (place &+ 1) & (slots.count &- 1)
        }
        let start = UInt32(texts.bytes.count)
        texts.append(text)
        let number = UInt32(texts.count)
        slots[place] = Slot(tag: tag, number: number, start: start, length: UInt32(text.count))
        if texts.count * 2 >= slots.count { grow() }
        return number
    }

    @inline(__always)
    private func matches(_ text: UnsafeBufferPointer<UInt8>, _ slot: Slot) -> Bool {
        texts.bytes.withUnsafeBufferPointer { bytes in
            let start = Int(slot.start)
            let kept = UnsafeBufferPointer(rebasing: bytes[start..<(start &+ text.count)])
            return TextHash.areEqual(kept, text)
        }
    }

    /// Takes the newest text out again.
    mutating func removeLast(_ text: UnsafeBufferPointer<UInt8>) {
        let mask = slots.count - 1
        var place = Int(truncatingIfNeeded: TextHash.hash(text, seed: seed)) & mask
        while slots[place].number != UInt32(texts.count) { place = (place + 1) & mask }
        slots[place] = Slot()
        texts.removeLast()
    }

    mutating func removeAll() {
        texts.removeAll()
        slots = Array(repeating: Slot(), count: Self.initialSlots)
    }

    private mutating func grow() {
        let old = slots
        slots = Array(repeating: Slot(), count: old.count * 2)
        for slot in old where slot.number != 0 {
            let hash = texts.withBytes(Int(slot.number) - 1) { TextHash.hash($0, seed: seed) }
            var place = Int(truncatingIfNeeded: hash) & (slots.count - 1)
            while slots[place].number != 0 { place = (place + 1) & (slots.count - 1) }
            slots[place] = slot
        }
    }
}
