/// Finds the names that were probably meant.
enum NearNames {
    /// At most `limit` names, the most alike first: those that contain the word, then those that differ from it in few
    /// letters, as a whole or in one of their own words.
    static func nearest(to word: String, among names: [String], limit: Int = 3) -> [String] {
        let wanted = Array(word.lowercased().prefix(64))
        let ranked = names.compactMap { name -> (name: String, distance: Int)? in
            let lowered = name.lowercased()
            if lowered.contains(word.lowercased()) { return (name, 0) }
            let parts = [lowered[...]] + lowered.split { !$0.isLetter && !$0.isNumber }
            return parts.compactMap { distance(wanted, $0) }.min().map { (name, $0) }
        }
        return ranked.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }.prefix(limit).map(\.name)
    }

    /// How many letters differ; nil when they are too many for a slip.
    private static func distance(_ wanted: [Character], _ part: Substring) -> Int? {
        let letters = Array(part.prefix(64))
        let distance = distance(wanted, letters)
        return distance <= max(1, max(wanted.count, letters.count) / 3) ? distance : nil
    }

    /// How many letters differ (Levenshtein).
    private static func distance(_ from: [Character], _ to: [Character]) -> Int {
        var last = Array(0...to.count)
        for row in from.indices {
            var current = [row + 1]
            for column in to.indices {
                let replaced = last[column] + (from[row] == to[column] ? 0 : 1)
                current.append(min(last[column + 1] + 1, current[column] + 1, replaced))
            }
            last = current
        }
        return last[to.count]
    }
}
