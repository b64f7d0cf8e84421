/// A set of Unicode scalars: ranges and properties joined, the whole perhaps inverted.
struct ScalarSet: Sendable {
    /// One bit for each ASCII scalar, with everything below already taken into account.
    private var lowASCII: UInt64 = 0
    private var highASCII: UInt64 = 0
    /// Sorted, and apart from each other.
    private var ranges: [ClosedRange<UInt32>]
    private var others: [Member] = []
    private var isInverted = false

    /// A part that cannot be written as ranges.
    private struct Member: Sendable {
        let property: ScalarProperty
        let isInverted: Bool
    }

    /// The scalars of these ranges.
    init(_ ranges: [ClosedRange<UInt32>]) {
        self.ranges = Self.joined(ranges)
        countASCII()
    }

    /// The scalars with `property`.
    init(_ property: ScalarProperty) {
        ranges = []
        others = [Member(property: property, isInverted: false)]
        countASCII()
    }

    /// Whether the scalar of this value is a member.
    @inline(__always)
    func contains(_ value: UInt32) -> Bool {
        if value < 64 { return lowASCII >> UInt64(value) & 1 == 1 }
        if value < 128 { return highASCII >> UInt64(value - 64) & 1 == 1 }
        return search(value)
    }

    private func search(_ value: UInt32) -> Bool {
        var low = 0
        var high = ranges.count
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].contains(value) { return !isInverted }
            if ranges[middle].lowerBound > value { high = middle } else { low = middle + 1 }
        }
        guard !others.isEmpty, let scalar = Unicode.Scalar(value) else { return isInverted }
        return others.contains { $0.property.holds(for: scalar) != $0.isInverted } != isInverted
    }

    /// All other scalars.
    var inverted: ScalarSet {
        var set = self
        set.isInverted.toggle()
        set.lowASCII = ~lowASCII
        set.highASCII = ~highASCII
        return set
    }

    /// Adds the members of `other` to this set, which is not inverted itself.
    mutating func formUnion(_ other: ScalarSet) {
        let plain = other.withoutInversion
        ranges = Self.joined(ranges + plain.ranges)
        others += plain.others
        countASCII()
    }

    /// The same set, the inversion pushed down to the parts. Only a set of one property or of ranges is ever inverted
    /// and then joined to another, because classes do not nest.
    private var withoutInversion: ScalarSet {
        guard isInverted else { return self }
        var set = ScalarSet(others.isEmpty ? Self.gaps(ranges) : [])
        set.others = others.map { Member(property: $0.property, isInverted: !$0.isInverted) }
        return set
    }

    private mutating func countASCII() {
        lowASCII = 0
        highASCII = 0
        for value in UInt32(0)..<64 where search(value) { lowASCII |= 1 << UInt64(value) }
        for value in UInt32(64)..<128 where search(value) { highASCII |= 1 << UInt64(value - 64) }
    }

    private static func joined(_ ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
        var result: [ClosedRange<UInt32>] = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = result.last, range.lowerBound <= last.upperBound + 1 {
                result[result.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
            } else {
                result.append(range)
            }
        }
        return result
    }

    private static func gaps(_ ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
        var result: [ClosedRange<UInt32>] = []
        var next: UInt32 = 0
        for range in ranges {
            if range.lowerBound > next { result.append(next...range.lowerBound - 1) }
            next = range.upperBound + 1
        }
        if next <= 0x10_FFFF { result.append(next...0x10_FFFF) }
        return result
    }
}

extension ScalarSet {
    /// `\d`: ASCII only, as ECMA-262 has it.
    static let digits = ScalarSet([0x30...0x39])
    /// `\w`: ASCII only.
    static let wordCharacters = ScalarSet([0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])
    /// `\s`: white space and line ends.
    static let spaces = ScalarSet([
        0x09...0x0D, 0x20...0x20, 0xA0...0xA0, 0x1680...0x1680, 0x2000...0x200A, 0x2028...0x2029, 0x202F...0x202F,
        0x205F...0x205F, 0x3000...0x3000, 0xFEFF...0xFEFF,
    ])
    /// `.`
    static let anyButLineEnds = ScalarSet([0x0A...0x0A, 0x0D...0x0D, 0x2028...0x2029]).inverted
}
