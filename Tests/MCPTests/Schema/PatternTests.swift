import JSONRPC
import Testing

@testable import MCP

@Suite struct PatternTests {
    private func matches(_ pattern: String, _ text: String, steps: Int = 100_000) throws -> Bool {
        var matcher = PatternMatcher()
        var steps = steps
        return try matcher.matches(Pattern(pattern), in: text, steps: &steps)
    }

    @Test(arguments: [
        ("abc", "xabcx"), ("^abc$", "abc"), ("a|bc|", ""), ("^(?:ab)+$", "ababab"), ("^a{2,3}$", "aaa"),
        ("^a+?b", "aaab"), ("^(a*)*$", "aaa"), ("^(a|ab)(c|bcd)(d*)$", "abcd"), ("^[^]$", "\n"), ("^.$", "😀"),
        ("^[\\w-.]+@x$", "a-b.c@x"), ("^{.*}$", "{a}"), ("^a{,3}$", "a{,3}"), ("^\\-\\_\\@$", "-_@"), ("]", "]"),
    ])
    func `a pattern finds what it describes`(pattern: String, text: String) throws {
        #expect(try matches(pattern, text))
    }

    @Test(arguments: [
        ("^abc$", "abc\n"), ("^a{2,3}$", "aaaa"), ("[]", "a"), (".", "\n"), ("^\\w$", "é"), ("^\\d$", "߀"),
        ("^[a-c]$", "d"), ("^$", "a"), ("^\\S$", "\u{FEFF}"), ("^.$", "e\u{301}"),
    ])
    func `a pattern does not find anything else`(pattern: String, text: String) throws {
        #expect(try !matches(pattern, text))
    }

    @Test(arguments: [
        ("^(a+)b\\1$", "aabaa", true), ("^(a+)b\\1$", "aaba", false), ("^(?<x>.)\\k<x>$", "éé", true),
        ("^\\k<x>(?<x>a)$", "a", true), ("^(?:(a)|b)*\\1$", "ab", true),
        ("^(z)((a+)?(b+)?(c))*\\3$", "zaacbbbcac", false),
    ])
    func `a reference repeats what its group last matched`(pattern: String, text: String, isMatch: Bool) throws {
        #expect(try matches(pattern, text) == isMatch)
    }

    @Test(arguments: [
        ("^(?=.*\\d)(?=.*[a-z]).{4,}$", "abc1", true), ("^(?=.*\\d)(?=.*[a-z]).{4,}$", "abcd", false),
        ("^(?!foo)", "foobar", false), ("(?<=\\$)\\d+", "costs $5", true), ("(?<!\\$)\\b\\d", "$5", false),
        ("(?<=a+)b", "aab", true), ("^(?=(a+))\\1b", "aab", true), ("(?<=(\\d)(\\d+))$", "123", true),
    ])
    func `a lookaround sees what lies around`(pattern: String, text: String, isMatch: Bool) throws {
        #expect(try matches(pattern, text) == isMatch)
    }

    @Test(arguments: [
        ("^\\p{Lu}\\p{Ll}+$", "Äß", true), ("^\\p{L}$", "1", false), ("^\\P{L}$", "1", true),
        ("^[\\p{Nd}_]+$", "_٣", true), ("^[^\\p{L}]$", "é", false), ("^\\p{Script=Greek}+$", "αβγ", true),
        ("^\\p{sc=Cyrl}$", "a", false), ("^\\p{Emoji}$", "😀", true), ("^\\p{General_Category=Symbol}$", "€", true),
        ("^[\\P{Script=Han}]$", "漢", false), ("^[^\\P{Alphabetic}]$", "é", true),
    ])
    func `a property asks the Unicode tables`(pattern: String, text: String, isMatch: Bool) throws {
        #expect(try matches(pattern, text) == isMatch)
    }

    @Test(arguments: [
        ("^\\x41\\u0042\\u{43}$", "ABC"), ("^\\ud83d\\ude00$", "😀"),
        ("^\\cJ\\t\\v\\f\\r\\n\\0$", "\n\t\u{B}\u{C}\r\n\0"),
        ("^[\\b]$", "\u{8}"), ("^\\/\\.\\*$", "/.*"),
    ])
    func `an escape stands for its character`(pattern: String, text: String) throws {
        #expect(try matches(pattern, text))
    }

    @Test(arguments: [
        "(", ")", "(?:a", "[a", "[b-a]", "a**", "*a", "\\", "\\a", "\\u12", "\\u{110000}", "\\ud800", "\\x1", "\\c1",
        "\\1",
        "(a)\\2", "\\k<x>", "(?<x>a)(?<x>b)", "(?<1>a)", "(?P<n>a)", "(?i)a", "(?#a)", "\\p{Nonsense}", "\\pL",
        "a{2,1}",
        "^*", "(?=a)*", "\\b+", "\\01", "(?>a)", "x{2}{3}",
    ])
    func `what is no pattern is refused`(pattern: String) {
        #expect(throws: PatternError.self) { try Pattern(pattern) }
    }

    @Test(arguments: ["(a+)+$", "(a|a)*$", "(a|aa)+$", "^(?:a?){40}a{40}$", "(?=(a+)+$)b", "(.*)*x"])
    func `a pattern that runs wild is stopped`(pattern: String) throws {
        let text = String(repeating: "a", count: 39) + "b"
        #expect(throws: PatternMatcher.Exhausted.self) { try matches(pattern, text) }
    }

    @Test func `a pattern that hoards ways to go back is stopped`() throws {
        let text = String(repeating: "ab", count: 300_000)
        #expect(throws: PatternMatcher.Exhausted.self) { try matches("^(?:a|b)*$", text, steps: .max) }
    }

    @Test(arguments: ["a{1000000}", "(?:(?:a{1000}){1000}){1000}", "(?:ab){0,999999999}", "a{0,99999999999999999999}"])
    func `bounds do not make a program longer`(pattern: String) throws {
        #expect(try Pattern(pattern).program.instructions.count < 40)
    }

    @Test func `a pattern of unreasonable length or depth is refused`() {
        let deep = String(repeating: "(", count: 200) + String(repeating: ")", count: 200)
        #expect(throws: PatternError.self) { try Pattern(deep) }
        #expect(throws: PatternError.self) { try Pattern(String(repeating: "a", count: 30_000)) }
    }

    @Test func `an error tells where it is`() {
        #expect(throws: PatternError(offset: 2, reason: "'[' is never closed")) { try Pattern("éa[b") }
    }
}
