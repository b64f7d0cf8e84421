import Testing

@testable import HubCommand

@Suite struct TableTests {
    private let table = Table(
        titles: ["NAME", "TEXT"], rows: [["a", "short"], ["longer", "something that is\nlonger than the terminal"]])

    @Test func `columns are aligned and nothing is cut when nobody looks on`() {
        #expect(
            table.lines(width: nil) == [
                "NAME    TEXT", "a       short", "longer  something that is longer than the terminal",
            ])
    }

    @Test func `the last column ends with the terminal`() {
        let lines = table.lines(width: 30)
        #expect(lines.allSatisfy { $0.count <= 30 })
        #expect(lines.last == "longer  something that is lon…")
    }

    @Test(arguments: [
        ("One. Two.", "One."), ("One", "One"), ("\n  \nFirst\nSecond", "First"), ("", ""),
        ("v1.5 is out", "v1.5 is out"),
    ])
    func `the first sentence stands for a text`(text: String, sentence: String) {
        #expect(text.firstSentence == sentence)
    }
}
