import Testing

@testable import MCP

@Suite struct URITemplateMatcherTests {
    @Test(
        arguments: [
            ("test://items/{id}", "test://items/7", ["id": "7"]),
            ("test://items/{id}", "test://items/a%20b", ["id": "a b"]),
            ("test://items/{id}", "test://items/%C3%A9", ["id": "é"]),
            ("test://items/{id}", "test://items/a%2Fb", ["id": "a/b"]),
            ("test://items/{id}", "test://items/a?b#c", ["id": "a?b#c"]),
            ("test://{a}/{b}", "test://x/y", ["a": "x", "b": "y"]),
            ("test://{a}.{b}", "test://x.y.z", ["a": "x", "b": "y.z"]),
            ("test://{a}.{b}", "test://..", nil),
            ("test://{a}-{b}/c", "test://1-2/c", ["a": "1", "b": "2"]),
            ("{all}", "x", ["all": "x"]),
            ("{_a1}", "x", ["_a1": "x"]),
            ("test://fixed", "test://fixed", [:]),
        ] as [(String, String, [String: String]?)])
    func `a URI that comes from the template yields its variables`(
        template: String, uri: String, variables: [String: String]?
    ) throws {
        #expect(try URITemplateMatcher(template).match(uri) == variables)
    }

    @Test(arguments: [
        ("test://items/{id}", "test://items/"), ("test://items/{id}", "test://items"),
        ("test://items/{id}", "test://items/7/8"), ("test://items/{id}", "test://items/7/"),
        ("test://items/{id}", "TEST://items/7"), ("test://items/{id}", ""),
        ("test://items/{id}/x", "test://items/7"), ("test://items/{id}/x", "test://items/7/xy"),
        ("test://{a}/{b}", "test://x"), ("test://{a}{b}", "test://xy"), ("test://fixed", "test://fixed2"),
        ("test://{a}", "test://%"), ("test://{a}", "test://%4"), ("test://{a}", "test://%zz"),
        ("test://{a}", "test://%+1"), ("test://{a}", "test://%-0"), ("test://{a}", "test://%FF"),
    ])
    func `any other URI does not match`(template: String, uri: String) throws {
        #expect(try URITemplateMatcher(template).match(uri) == nil)
    }

    @Test(arguments: [
        "test://{", "test://{a", "test://{}", "test://{+path}", "test://{a,b}", "test://{?q}", "{a*}", "{é}", "{{a}}",
    ])
    func `more than simple variables is refused`(template: String) {
        #expect(throws: InvalidFeature.self) { try URITemplateMatcher(template) }
    }
}
