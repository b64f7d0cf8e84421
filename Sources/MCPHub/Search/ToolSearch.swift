import JSONRPC
import NIOCore

/// Finds tools by words: BM25 over names, titles, parameter names and descriptions.
///
/// Words in a name count most. A word of the query also finds longer words that begin with it, for less. Results are
/// in the order of their scores, and of their names where these are equal, so the same question has the same answer.
public struct ToolSearch: Sendable {
    /// A tool that was found.
    public struct Match: Hashable, Sendable {
        /// The name under which it is offered.
        public let name: String
        /// How well it fits; comparable within one answer only.
        public let score: Double
    }

    /// How many bytes of a query are looked at.
    public static let maximumQueryLength = 1_024
    /// How many different words of a query are looked at.
    public static let maximumQueryWords = 32

    private let names: [String]
    private let index: SearchIndex

    /// Makes the index of a list of tools.
    public init(_ tools: ExposedList) {
        self.init(
            tools.names.map { name in
                let value = tools.entry(name).flatMap { try? JSONValue(parsing: $0) }
                return (name, value?.object ?? [:])
            })
    }

    init(_ tools: [(name: String, definition: JSONObject)]) {
        names = tools.map(\.name)
        index = SearchIndex(tools.map { Self.weightedWords($0.name, $0.definition) })
    }

    /// The tools that fit best.
    ///
    /// - Parameters:
    ///   - query: words to look for; each that is found helps.
    ///   - limit: how many tools are returned at most.
    public func search(_ query: String, limit: Int = 10) -> [Match] {
        let bytes = query.utf8.prefix(Self.maximumQueryLength)
        var words: [String] = []
        for word in SearchWords.words(of: String(decoding: bytes, as: UTF8.self)) where !words.contains(word) {
            words.append(word)
            if words.count == Self.maximumQueryWords { break }
        }
        let scores = index.scores(of: words)
        let found = scores.indices.filter { scores[$0] > 0 }
        return found.map { Match(name: names[$0], score: scores[$0]) }.sorted(by: Self.precedes).prefix(max(0, limit))
            .map(\.self)
    }

    private static func precedes(_ left: Match, _ right: Match) -> Bool {
        left.score == right.score ? left.name < right.name : left.score > right.score
    }

    private static func weightedWords(_ name: String, _ tool: JSONObject) -> [(word: String, weight: Double)] {
        let nameWords = SearchWords.words(of: name)
        let joined = zip(nameWords, nameWords.dropFirst()).map { $0 + $1 }
        let title = tool["title"]?.string ?? tool["annotations"]?["title"]?.string ?? ""
        let parameters = (tool["inputSchema"]?["properties"]?.object?.members ?? []).flatMap {
            SearchWords.words(of: $0.key)
        }
        return nameWords.map { ($0, 4) } + joined.map { ($0, 2) } + SearchWords.words(of: title).map { ($0, 3) }
            + parameters.map { ($0, 1.5) } + SearchWords.words(of: tool["description"]?.string ?? "").map { ($0, 1) }
    }
}
