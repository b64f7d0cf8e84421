/// Hashing and comparing short texts, eight bytes at a time.
enum TextHash {
    @inline(__always)
    static func hash(_ text: UnsafeBufferPointer<UInt8>, seed: UInt64) -> UInt64 {
        let bytes = UnsafeRawBufferPointer(text)
        var hash = seed ^ UInt64(truncatingIfNeeded: bytes.count)
        var index = 0
        while index &+ 8 <= bytes.count {
            hash = mixed(hash ^ bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
            index &+= 8
        }
        guard index < bytes.count else { return mixed(hash ^ 0x9E37_79B9_7F4A_7C15) }
        return mixed(mixed(hash ^ tail(bytes, from: index)) ^ 0x9E37_79B9_7F4A_7C15)
    }

    @inline(__always)
    static func areEqual(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Bool {
        guard left.count == right.count else { return false }
        let left = UnsafeRawBufferPointer(left)
        let right = UnsafeRawBufferPointer(right)
        var index = 0
        while index &+ 8 <= left.count {
            let first = left.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            guard first == right.loadUnaligned(fromByteOffset: index, as: UInt64.self) else { return false }
            index &+= 8
        }
        return index == left.count || tail(left, from: index) == tail(right, from: index)
    }

    /// The last bytes, fewer than eight. Where eight have gone before, read again with them: no loop.
    @inline(__always)
    private static func tail(_ bytes: UnsafeRawBufferPointer, from index: Int) -> UInt64 {
        if bytes.count >= 8 {
            let shift = UInt64(8 &- (bytes.count &- index)) &* 8
            return bytes.loadUnaligned(fromByteOffset: bytes.count &- 8, as: UInt64.self) &>> shift
        }
        var value: UInt64 = 0
        for place in index..<bytes.count { value = value &<< 8 | UInt64(bytes[place]) }
        return value
    }

    @inline(__always)
    private static func mixed(_ value: UInt64) -> UInt64 {
        let product = value.multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
        return product.high ^ product.low
    }
}
