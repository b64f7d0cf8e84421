import MCP
import Testing

@Suite struct RequiredSchemaTests {
    @Test func `the test suite lies beside the repository`() {
        #expect(SchemaSuite.files().count >= 46)
        #expect(SchemaSuite.remotes.count >= 20)
    }

    @Test(arguments: SchemaSuite.files())
    func `a required test of the suite passes`(file: String) throws {
        let (total, failed) = try SchemaSuite.run(file, options: JSONSchema.Options())
        #expect(total > 0)
        #expect(failed == [])
    }
}
