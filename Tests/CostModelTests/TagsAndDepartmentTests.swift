import CostModel
import Testing

@Suite struct TagsTests {
    @Test(arguments: [
        (#"{"b": "2", "a": "1"}"#, #"{"a":"1","b":"2"}"#), (#""b": "2","a": "1""#, #"{"a":"1","b":"2"}"#), ("", "{}"),
        ("{}", "{}"),
        (
            #"{"a": true, "b": null, "c": 1.50, "d": {"e": [1, "}"]}}"#,
            #"{"a":true,"b":null,"c":1.50,"d":{"e": [1, "}"]}}"#
        ),
        (#"{"a\u00e9\ud83d\ude00": "x\"y\\z\n"}"#, #"{"aé😀":"x\"y\\z\n"}"#), (#"{"a":"1","a":"2"}"#, #"{"a":"2"}"#),
    ])
    func `equal tags are equal texts however they were written`(text: String, canonical: String) throws {
        let tags = try Tags(json: text)
        #expect(tags.json == canonical)
        #expect(try Tags(json: tags.json) == tags)
    }

    @Test(arguments: ["{", "[]", #"{"a"}"#, #"{"a":}"#, #"{"a":"b""#, "env=prod", #"{"a":"1"} x"#, #"{"a":"\ud800"}"#])
    func `what is no object is refused`(text: String) {
        #expect(throws: TagsError.self) { try Tags(json: text) }
    }
}

@Suite struct DepartmentTests {
    private func source(_ traits: DepartmentTraits) -> String {
        let department = DepartmentRules().department(of: traits)
        return "\(department.name) by \(department.source)"
    }

    @Test func `the chain is followed in its order`() {
        var traits = DepartmentTraits(tags: Tags(["TEAM": "web", "Owner": "me", "Dept": " "]), costCenter: "4711")
        #expect(source(traits) == "web by tag:team")
        traits.tags = Tags()
        #expect(source(traits) == "4711 by costCenter")
        traits.invoiceSection = "Sales"
        #expect(source(traits) == "Sales by invoiceSection")
        traits.invoiceSection = "Unassigned"
        traits.costCenter = nil
        #expect(source(traits) == "Unallocated by none")
    }

    @Test func `patterns and aliases name departments`() {
        let rules = DepartmentRules(
            chain: [
                .tag("dept"), .resourceGroup([NamePattern("rg-*-PROD", department: "Ops")]),
                .subscription([NamePattern("*lab*", department: "Research")]),
            ],
            aliases: ["eng": "Engineering"])
        #expect(rules.department(of: DepartmentTraits(tags: Tags(["dept": "ENG"]))).name == "Engineering")
        #expect(rules.department(of: DepartmentTraits(resourceGroup: "RG-x-y-prod")).name == "Ops")
        #expect(
            rules.department(of: DepartmentTraits(resourceGroup: "rg-prod", subAccountName: "my lab")).name
                == "Research")
    }

    @Test func `an old month keeps the rules of its time`() throws {
        let book = DepartmentRuleBook([
            DepartmentRules(version: 2, validFrom: Day("2026-06-01"), chain: []), DepartmentRules(version: 1),
        ])
        #expect(book.rules(on: try #require(Day("2026-05-31"))).version == 1)
        #expect(book.rules(on: try #require(Day("2026-06-01"))).version == 2)
    }

    @Test(arguments: [DepartmentSource.tag("team"), .resourceGroup, .subscription, .invoiceSection, .costCenter, .none])
    func `a source is read from its text`(source: DepartmentSource) {
        #expect(DepartmentSource(source.description) == source)
    }
}
