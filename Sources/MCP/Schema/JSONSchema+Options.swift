extension JSONSchema {
    /// How a schema is applied, and how much that may cost.
    public struct Options: Hashable, Sendable {
        /// Whether a string that is not of the `format` it should have is a violation. 2020-12 says it is not.
        public var assertsFormats: Bool
        /// How deep schemas may apply each other. A level of a value takes one, and one more for each reference or
        /// `allOf` and the like on the way.
        public var maximumDepth: Int
        /// How many steps one validation may take. Each schema applied is one, and so is each step of a pattern.
        public var maximumSteps: Int
        /// How many violations are reported.
        public var maximumViolations: Int

        /// Formats are annotations; 512 levels, a million steps (some tens of milliseconds), 20 violations.
        public init(
            assertsFormats: Bool = false, maximumDepth: Int = 512, maximumSteps: Int = 1_000_000,
            maximumViolations: Int = 20
        ) {
            self.assertsFormats = assertsFormats
            self.maximumDepth = max(1, min(maximumDepth, 512))
            self.maximumSteps = max(1, maximumSteps)
            self.maximumViolations = max(1, maximumViolations)
        }
    }
}
