import MCP
import Testing

@Suite struct OptionalSchemaTests {
    /// What is deliberately not judged: in these groups of a file whatever should be refused is accepted.
    struct Leniency: Sendable {
        let groups: Set<String>
        let reason: String
    }

    static let leniencies: [String: Leniency] = [
        "optional/format/hostname.json": Leniency(
            groups: ["validation of A-label (punycode) host names"],
            reason: "labels are judged by their ASCII form; what they encode is not decoded"
        ),
        "optional/format/idn-hostname.json": Leniency(
            groups: [
                "validation of internationalized host names",
                "validation of separators in internationalized host names",
            ],
            reason: "idn-hostname needs the tables of RFC 5892 and is an annotation always"
        ),
    ]

    @Test(arguments: SchemaSuite.files("optional"))
    func `an optional test of the suite passes unless it is known not to`(file: String) throws {
        try check(file, JSONSchema.Options())
    }

    @Test(arguments: SchemaSuite.files("optional/format"))
    func `a format test of the suite passes unless it is known not to`(file: String) throws {
        try check(file, JSONSchema.Options(assertsFormats: true))
    }

    private func check(_ file: String, _ options: JSONSchema.Options) throws {
        let (total, failed) = try SchemaSuite.run(file, options: options)
        print("\(file): \(total - failed.count) of \(total)")
        let lenient = try SchemaSuite.groups(file)
            .filter { Self.leniencies[file]?.groups.contains($0.name) == true }
            .flatMap { group in group.cases.filter { !$0.isValid }.map { "\(group.name): \($0.name)" } }
        #expect(total > 0)
        #expect(Set(failed) == Set(lenient))
    }
}
