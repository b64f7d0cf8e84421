import Testing

@testable import CostTools

/// What is offered for a name that is not there.
@Suite struct NearNamesTests {
    static let names = ["team-platform", "team-payments", "Finance", "R&D"]

    @Test(arguments: [
        ("platfrm", ["team-platform"]), ("paymets", ["team-payments"]), ("fin", ["Finance"]),
        ("finanze", ["Finance"]), ("team", ["team-payments", "team-platform"]), ("marketing", []),
    ])
    func `a name is found by a part of it, and with a slip in it or in one of its words`(
        word: String, expected: [String]
    ) {
        #expect(NearNames.nearest(to: word, among: Self.names) == expected)
    }
}
