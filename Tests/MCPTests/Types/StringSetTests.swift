import MCP
import Testing

@Suite struct StringSetTests {
    @Test func `open sets of strings keep what they do not name`() throws {
        #expect(try roundTrip(#""bored""#, as: StopReason.self) == StopReason(rawValue: "bored"))
        #expect(try roundTrip(#""endTurn""#, as: StopReason.self) == .endTurn)
        #expect(try failure(#""robot""#, as: Role.self).expected == "one of user, assistant")
    }

    @Test func `log levels are ordered by severity`() {
        #expect(LoggingLevel.allCases.reversed().sorted() == LoggingLevel.allCases)
        #expect(
            LoggingLevel.allCases.map(\.rawValue) == [
                "debug", "info", "notice", "warning", "error", "critical", "alert", "emergency",
            ])
    }
}
