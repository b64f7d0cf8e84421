/// Which members of an object or elements of an array have been evaluated, for `unevaluatedProperties` and
/// `unevaluatedItems`. Costs nothing unless one of these two asked for it.
struct Coverage {
    /// Whether anyone will ask.
    let isTracked: Bool
    private var isWhole = false
    private var words: [UInt64] = []

    /// Begins with nothing evaluated.
    init(isTracked: Bool) {
        self.isTracked = isTracked
    }

    /// For values about which nobody will ask.
    static let untracked = Coverage(isTracked: false)

    /// Notes that the member or element at `position` has been evaluated.
    mutating func insert(_ position: Int) {
        guard isTracked, !isWhole else { return }
        while words.count <= position / 64 { words.append(0) }
        words[position / 64] |= 1 << UInt64(position % 64)
    }

    /// Notes that all of them have.
    mutating func insertAll() {
        if isTracked { isWhole = true }
    }

    /// Whether the one at `position` has been evaluated.
    func contains(_ position: Int) -> Bool {
        isWhole || position / 64 < words.count && words[position / 64] >> UInt64(position % 64) & 1 == 1
    }

    /// Adds what a schema that applies to the same value has evaluated.
    mutating func formUnion(_ other: Coverage) {
        guard isTracked else { return }
        isWhole = isWhole || other.isWhole
        while words.count < other.words.count { words.append(0) }
        for (position, word) in other.words.enumerated() { words[position] |= word }
    }
}
