/// The last value of every column and what came of it: neighbouring rows agree in most of their columns.
final class LastValues {
    private let bytes: UnsafeMutablePointer<UInt8>
    private let lengths: UnsafeMutablePointer<Int>
    private let results: UnsafeMutablePointer<Int64>
    private let count: Int
    /// Longer values are not kept.
    private static let width = 256

    init(columns: Int) {
        count = columns
        bytes = .allocate(capacity: columns * Self.width)
        lengths = .allocate(capacity: columns)
        results = .allocate(capacity: columns)
        lengths.initialize(repeating: -1, count: columns)
    }

    deinit {
        bytes.deallocate()
        lengths.deallocate()
        results.deallocate()
    }

    /// What came of the value, when it is the last one of the column.
    @inline(__always)
    func result(_ column: Int, _ value: UnsafeBufferPointer<UInt8>) -> Int64? {
        guard lengths[column] == value.count else { return nil }
        let kept = bytes + column &* Self.width
        return Self.areEqual(kept, value.baseAddress.unsafelyUnwrapped, value.count) ? results[column] : nil
    }

    @inline(__always)
    func keep(_ result: Int64, _ column: Int, _ value: UnsafeBufferPointer<UInt8>) {
        guard value.count <= Self.width else {
            lengths[column] = -1
            return
        }
        lengths[column] = value.count
        results[column] = result
        (bytes + column &* Self.width).update(from: value.baseAddress.unsafelyUnwrapped, count: value.count)
    }

    func forget() {
        for column in 0..<count { lengths[column] = -1 }
    }

    @inline(__always)
    private static func areEqual(_ left: UnsafePointer<UInt8>, _ right: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        var index = 0
        while index &+ 8 <= count {
            guard Swar.load(left, index) == Swar.load(right, index) else { return false }
            index &+= 8
        }
        while index < count {
            guard left[index] == right[index] else { return false }
            index &+= 1
        }
        return true
    }
}
