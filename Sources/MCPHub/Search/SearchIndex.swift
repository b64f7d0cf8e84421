#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// For every word the documents that contain it, ready to be scored by BM25.
struct SearchIndex: Sendable {
    private struct Posting {
        let document: Int
        /// What the word adds to the score of the document: saturated frequency, corrected by length.
        let weight: Double
    }

    /// How fast repetition stops helping, and how much length is held against a document: the usual values.
    private static let (saturation, lengthPenalty) = (1.2, 0.75)
    /// What a word is worth that only begins like the one looked for, and how short a beginning may be.
    private static let (prefixWorth, minimumPrefix) = (0.5, 2)

    private let documentCount: Int
    /// All words in the order of their bytes.
    private let words: [String]
    private let postings: [[Posting]]

    init(_ documents: [[(word: String, weight: Double)]]) {
        documentCount = documents.count
        let lengths = documents.map { $0.reduce(0) { $0 + $1.weight } }
        let average = max(1, lengths.reduce(0, +) / Double(max(1, documents.count)))
        var table: [String: [Posting]] = [:]
        for (document, words) in documents.enumerated() {
            let lengthFactor = 1 - Self.lengthPenalty + Self.lengthPenalty * lengths[document] / average
            let frequencies = Dictionary(words.map { ($0.word, $0.weight) }, uniquingKeysWith: +)
            for (word, frequency) in frequencies {
                let weight = frequency * (Self.saturation + 1) / (frequency + Self.saturation * lengthFactor)
                table[word, default: []].append(Posting(document: document, weight: weight))
            }
        }
        let sorted = table.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        words = sorted.map(\.key)
        postings = sorted.map(\.value)
    }

    /// The score of every document. Of the words that begin like one of the query, the best counts for a document.
    func scores(of query: [String]) -> [Double] {
        var scores = Array(repeating: 0.0, count: documentCount)
        for word in query {
            var best: [Int: Double] = [:]
            for position in range(of: word) {
                let isWhole = words[position] == word
                guard isWhole || word.utf8.count >= Self.minimumPrefix else { continue }
                let share = Double(word.utf8.count) / Double(words[position].utf8.count)
                let worth = rarity(of: position) * (isWhole ? 1 : Self.prefixWorth * share)
                for posting in postings[position] {
                    best[posting.document] = max(best[posting.document] ?? 0, worth * posting.weight)
                }
            }
            for (document, score) in best { scores[document] += score }
        }
        return scores
    }

    /// The positions of the words that begin with `prefix`.
    private func range(of prefix: String) -> Range<Int> {
        let start = firstIndex { !$0.utf8.lexicographicallyPrecedes(prefix.utf8) }
        let end = words[start...].firstIndex { !$0.utf8.starts(with: prefix.utf8) } ?? words.count
        return start..<end
    }

    private func firstIndex(where test: (String) -> Bool) -> Int {
        var (low, high) = (0, words.count)
        while low < high {
            let middle = (low + high) / 2
            if test(words[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }

    /// The inverse document frequency, never below zero.
    private func rarity(of position: Int) -> Double {
        let count = Double(postings[position].count)
        return log(1 + (Double(documentCount) - count + 0.5) / (count + 0.5))
    }
}
