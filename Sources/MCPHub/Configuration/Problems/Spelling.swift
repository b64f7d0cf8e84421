/// Finds the word that was probably meant.
package enum Spelling {
    /// The nearest of `candidates`, when it is near enough to be a slip: one edit for each three letters.
    package static func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
        let letters = Array(word.lowercased())
        guard (1...64).contains(letters.count) else { return nil }
        var best: (word: String, distance: Int)?
        for candidate in candidates where candidate != word {
            let distance = distance(letters, Array(candidate.lowercased()))
            guard distance <= max(1, max(letters.count, candidate.count) / 3) else { continue }
            if distance < best?.distance ?? .max { best = (candidate, distance) }
        }
        return best?.word
    }

    /// What to do about an unknown word.
    static func remedy(for word: String, among candidates: [String]) -> String {
        if let meant = nearest(to: word, among: candidates) { return "did you mean \"\(meant)\"?" }
        return "use one of \(candidates.joined(separator: ", "))"
    }

    /// How many letters must be inserted, removed, replaced or swapped with their neighbour to get from one to the other.
    static func distance(_ from: [Character], _ to: [Character]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...to.count)
        for row in from.indices {
            var current = [row + 1]
            for column in to.indices {
                let replaced = last[column] + (from[row] == to[column] ? 0 : 1)
                var cost = min(last[column + 1] + 1, current[column] + 1, replaced)
                if row > 0, column > 0, from[row] == to[column - 1], from[row - 1] == to[column] {
                    cost = min(cost, beforeLast[column - 1] + 1)
                }
                current.append(cost)
            }
            (beforeLast, last) = (last, current)
        }
        return last[to.count]
    }
}
