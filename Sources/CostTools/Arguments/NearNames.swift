/// Finds the names that were probably meant.
enum NearNames {
    /// At most `limit` names, the most alike first: those that contain the word, then those of few different letters.
    static func nearest(to word: String, among names: [String], limit: Int = 3) -> [String] {
        let wanted = Array(word.lowercased().prefix(64))
        let ranked = names.compactMap { name -> (name: String, distance: Int)? in
            let letters = Array(name.lowercased().prefix(64))
            if name.lowercased().contains(word.lowercased()) { return (name, 0) }
            let distance = distance(wanted, letters)
            return distance <= max(1, max(wanted.count, letters.count) / 3) ? (name, distance) : nil
        }
        return ranked.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }.prefix(limit).map(\.name)
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
