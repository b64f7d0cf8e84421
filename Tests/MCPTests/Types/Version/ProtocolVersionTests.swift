import MCP
import Testing

@Suite struct ProtocolVersionTests {
    @Test func `revisions are ordered by date and other texts come first`() {
        let ordered: [ProtocolVersion] = [
            "", "draft", "1900-01-01", .v2024_11_05, .v2025_03_26, .v2025_06_18, .v2025_11_25, "2026-01-01",
            .v2026_07_28,
            "2027-01-01",
        ]
        #expect(ordered.reversed().sorted() == ordered)
    }

    @Test func `the modern era begins with 2026-07-28`() {
        #expect(ProtocolVersion.supportedLegacy.allSatisfy { $0.era == .legacy })
        #expect(ProtocolVersion.supportedModern.allSatisfy { $0.era == .modern })
        #expect(ProtocolVersion("2026-07-27").era == .legacy)
        #expect(ProtocolVersion("2030-01-01").era == .modern)
        #expect(ProtocolVersion("latest").era == .legacy)
    }

    @Test func `five revisions are supported, newest first`() {
        #expect(
            ProtocolVersion.supported.map(\.rawValue) == [
                "2026-07-28", "2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05",
            ])
        #expect(ProtocolVersion.latest == "2026-07-28")
        #expect(ProtocolVersion.latestLegacy == "2025-11-25")
        #expect(!ProtocolVersion("2025-01-01").isSupported)
    }

    @Test(arguments: ["2024-11-5", "2024/11/05", "2024-11-05 ", "20241105", "٢٠٢٤-١١-٠٥", "aaaa-bb-cc"])
    func `only the name of a revision is a date`(text: String) {
        #expect(!ProtocolVersion(rawValue: text).isDate)
    }

    @Test func `an unknown revision is kept`() throws {
        #expect(try roundTrip(#""DRAFT-2026-v1""#, as: ProtocolVersion.self).rawValue == "DRAFT-2026-v1")
    }

    @Test(arguments: [
        Feature("audio", \.hasAudio, "0 1 1 1 1"),
        Feature("tool annotations", \.hasToolAnnotations, "0 1 1 1 1"),
        Feature("progress messages", \.hasProgressMessages, "0 1 1 1 1"),
        Feature("completions capability", \.hasCompletionsCapability, "0 1 1 1 1"),
        Feature("batches", \.allowsBatches, "0 1 0 0 0"),
        Feature("structured content", \.hasStructuredContent, "0 0 1 1 1"),
        Feature("resource links", \.hasResourceLinks, "0 0 1 1 1"),
        Feature("elicitation", \.hasElicitation, "0 0 1 1 1"),
        Feature("titles", \.hasTitles, "0 0 1 1 1"),
        Feature("completion context", \.hasCompletionContext, "0 0 1 1 1"),
        Feature("icons", \.hasIcons, "0 0 0 1 1"),
        Feature("implementation description", \.hasImplementationDescription, "0 0 0 1 1"),
        Feature("elicitation by URL", \.hasURLElicitation, "0 0 0 1 1"),
        Feature("ids of elicitations", \.hasElicitationIDs, "0 0 0 1 0"),
        Feature("enum schemas", \.hasEnumSchemas, "0 0 0 1 1"),
        Feature("sampling tools", \.hasSamplingTools, "0 0 0 1 1"),
        Feature("any structured content", \.hasAnyStructuredContent, "0 0 0 0 1"),
        Feature("result types", \.hasResultTypes, "0 0 0 0 1"),
        Feature("cache hints", \.hasCacheHints, "0 0 0 0 1"),
        Feature("extensions", \.hasExtensions, "0 0 0 0 1"),
    ])
    func `a revision has what it brought and what came before`(feature: Feature) {
        let row = ProtocolVersion.supported.sorted().map { feature.isThere($0) ? "1" : "0" }
        #expect(row.joined(separator: " ") == feature.row)
    }

    /// A feature and whether each revision has it, oldest first.
    struct Feature: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let isThere: @Sendable (ProtocolVersion) -> Bool
        let row: String

        init(_ name: String, _ isThere: @escaping @Sendable (ProtocolVersion) -> Bool, _ row: String) {
            testDescription = name
            self.isThere = isThere
            self.row = row
        }
    }
}
