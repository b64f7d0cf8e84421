/// A regular expression of ECMA-262 in Unicode mode, compiled once and then matched against as many texts as there are.
///
/// Matching goes by Unicode scalar, never recurses and counts its steps, so that no pattern and no text can hang or
/// exhaust the stack. Where Unicode mode refuses what every engine without it accepts and what has only one meaning,
/// such as `\-`, `[\w-.]` or a brace that stands alone, the pattern is accepted: tools in the wild contain these.
struct Pattern: Sendable {
    /// The pattern as it was written.
    let source: String
    /// What the matcher runs.
    let program: PatternProgram

    /// Compiles `source`.
    ///
    /// - Throws: ``PatternError`` with the offset at which the text stops being a pattern.
    init(_ source: String) throws(PatternError) {
        self.source = source
        var parser = PatternParser(source)
        let syntax = try parser.parse()
        program = try PatternCompiler.compile(syntax, groupCount: parser.groupCount)
    }
}

/// Why a text is no pattern.
struct PatternError: Error, Hashable {
    /// How many characters stand before the place that is wrong.
    let offset: Int
    /// What is wrong there.
    let reason: String
}
