import Testing

@testable import MCPHub

@Suite struct SearchWordsTests {
    @Test(arguments: [
        ("readFile", ["read", "file"]), ("read_files", ["read", "file"]), ("read.file-now", ["read", "file", "now"]),
        ("HTTPServer2", ["http", "server2"]), ("getURL", ["get", "url"]),
        ("queries classes status", ["query", "classe", "status"]),
        ("Größe_Straße", ["größe", "straße"]), ("日本語", ["日本語"]), ("", []), ("--", []), ("is as", ["is", "as"]),
    ])
    func `text falls into words`(text: String, words: [String]) {
        #expect(SearchWords.words(of: text) == words)
    }

    @Test func `a word without end is cut`() {
        #expect(SearchWords.words(of: String(repeating: "x", count: 100_000)).map(\.count) == [40])
    }
}
