import MCPHub
import Testing

/// Which tools are offered, and under which names.
@Suite struct ConfigurationRuleTests {
    @Test(arguments: [
        ("read_*", "read_file", true), ("read_*", "read_", true), ("read_*", "unread_file", false), ("*", "", true),
        ("", "", true),
        ("", "a", false), ("?", "a", true), ("?", "", false), ("?", "ab", false), ("?", "ä", true),
        ("a*b*c", "aXbYc", true),
        ("a*b*c", "abcabc", true), ("a*b*c", "abcab", false), ("*_*", "a_b", true), ("*_*", "ab", false),
        ("**", "a", true),
        ("a.b", "axb", false), ("[a]", "a", false), ("Read", "read", false), ("*?", "a", true), ("*?", "", false),
        ("*a", "aaab", false),
    ])
    func `a pattern fits`(pattern: String, name: String, fits: Bool) {
        #expect(Glob(pattern).matches(name) == fits)
    }

    @Test func `a pattern of many stars is settled at once`() {
        let pattern = Glob(String(repeating: "*a", count: 200) + "b")
        #expect(!pattern.matches(String(repeating: "a", count: 5000)))
    }

    @Test(
        arguments: [
            (ToolRules(), "a", "a"), (ToolRules(allow: []), "a", nil), (ToolRules(allow: ["a*"]), "ab", "ab"),
            (ToolRules(allow: ["a*"]), "b", nil), (ToolRules(deny: ["b"]), "b", nil),
            (ToolRules(allow: ["*"], deny: ["b"]), "b", nil),
            (ToolRules(rename: ["a": "x"]), "a", "x"), (ToolRules(rename: ["a": "x"]), "x", "x"),
            (ToolRules(deny: ["a"], rename: ["a": "x"]), "a", nil),
            (ToolRules(deny: ["x"], rename: ["a": "x"]), "a", "x"),
        ] as [(ToolRules, String, String?)])
    func `rules name a tool or hide it`(rules: ToolRules, tool: String, name: String?) {
        #expect(rules.name(for: tool) == name)
    }
}
