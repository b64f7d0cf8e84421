/// Numbers combinations of 32-bit words from 0: an open hash table over one piece of memory.
///
/// A hot path of the import, hence the raw memory: it is owned here and never leaves. ``removeAll()`` bounds it.
final class TupleCache {
    private let width: Int
    private(set) var count = 0
    private var capacity: Int
    private var keys: UnsafeMutablePointer<UInt32>
    private var hashes: UnsafeMutablePointer<UInt32>
    private var slots: UnsafeMutablePointer<Int32>

    /// Takes how many words a combination has, and for how many there is room from the beginning: growing leaves holes
    /// in the memory, while room that was never used takes none.
    init(width: Int, capacity: Int = 1 << 10) {
        self.width = width
        self.capacity = capacity
        keys = .allocate(capacity: capacity * width)
        hashes = .allocate(capacity: capacity)
        slots = .allocate(capacity: capacity * 2)
        slots.initialize(repeating: -1, count: capacity * 2)
    }

    deinit {
        keys.deallocate()
        hashes.deallocate()
        slots.deallocate()
    }

    /// The words of a combination.
    func key(_ number: Int) -> UnsafeBufferPointer<UInt32> {
        UnsafeBufferPointer(start: keys + number * width, count: width)
    }

    /// The number of a combination of ``width`` words; a new one gets the next.
    @inline(__always)
    func number(of key: UnsafePointer<UInt32>) -> Int {
        let hash = Self.hash(key, width)
        let tag = UInt32(truncatingIfNeeded: hash >> 32)
        let mask = capacity &* 2 &- 1
        var place = Int(truncatingIfNeeded: hash) & mask
        while slots[place] >= 0 {
            let number = Int(slots[place])
            if hashes[number] == tag, equals(key, number) { return number }
            place = (place &+ 1) & mask
        }
        return insert(key, tag, UInt64(hash), place)
    }

    @inline(__always)
    private static func hash(_ key: UnsafePointer<UInt32>, _ width: Int) -> UInt64 {
        var (first, second): (UInt64, UInt64) = (0x9E37_79B9_7F4A_7C15, 0xD6E8_FEB8_6659_FD93)
        var index = 0
        while index &+ 4 <= width {
            let (low, high) = (
                UInt64(key[index]) << 32 | UInt64(key[index &+ 1]),
                UInt64(key[index &+ 2]) << 32 | UInt64(key[index &+ 3])
            )
            first = (first ^ low) &* 0xFF51_AFD7_ED55_8CCD
            second = (second ^ high) &* 0xC4CE_B9FE_1A85_EC53
            first ^= first >> 29
            second ^= second >> 31
            index &+= 4
        }
        while index < width {
            first = (first ^ UInt64(key[index])) &* 0xFF51_AFD7_ED55_8CCD
            first ^= first >> 32
            index &+= 1
        }
        let mixed = (first ^ (second << 1 | second >> 63)) &* 0x9E37_79B9_7F4A_7C15
        return mixed ^ mixed >> 32
    }

    @inline(__always)
    private func equals(_ key: UnsafePointer<UInt32>, _ number: Int) -> Bool {
        let other = keys + number &* width
        var difference: UInt32 = 0
        for index in 0..<width { difference |= key[index] ^ other[index] }
        return difference == 0
    }

    @inline(never)
    private func insert(_ key: UnsafePointer<UInt32>, _ tag: UInt32, _ hash: UInt64, _ place: Int) -> Int {
        if count == capacity {
            grow()
            return number(of: key)
        }
        (keys + count * width).update(from: key, count: width)
        hashes[count] = tag
        slots[place] = Int32(count)
        count += 1
        return count - 1
    }

    private func grow() {
        let old = (keys, hashes)
        keys = .allocate(capacity: capacity * 2 * width)
        hashes = .allocate(capacity: capacity * 2)
        keys.update(from: old.0, count: count * width)
        hashes.update(from: old.1, count: count)
        old.0.deallocate()
        old.1.deallocate()
        capacity *= 2
        slots.deallocate()
        slots = .allocate(capacity: capacity * 2)
        slots.initialize(repeating: -1, count: capacity * 2)
        let mask = capacity * 2 - 1
        for number in 0..<count {
            var place = Int(truncatingIfNeeded: Self.hash(keys + number * width, width)) & mask
            while slots[place] >= 0 { place = (place + 1) & mask }
            slots[place] = Int32(number)
        }
    }

    /// Forgets all combinations and keeps the memory.
    func removeAll() {
        count = 0
        slots.update(repeating: -1, count: capacity * 2)
    }
}
