/// The names that properties go by in patterns.
extension ScalarSet {
    /// The scalars with the property `name`, such as `Lu`, `Uppercase_Letter`, `gc=Lu`, `Alphabetic` or `Script=Greek`.
    ///
    /// All general categories are known, the usual binary properties, and the scripts of ``ScalarSet/scripts``.
    init?(propertyNamed name: String) {
        let parts = name.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        if parts.count == 1 {
            guard let property = ScalarProperty.categories[name] ?? ScalarProperty.binaries[name] else { return nil }
            self.init(property)
        } else if ["gc", "General_Category"].contains(parts[0]), let property = ScalarProperty.categories[parts[1]] {
            self.init(property)
        } else if ["sc", "Script", "scx", "Script_Extensions"].contains(parts[0]), let set = Self.scripts[parts[1]] {
            self = set
        } else {
            return nil
        }
    }
}

extension ScalarProperty {
    fileprivate static let categories: [String: ScalarProperty] = {
        var table: [String: ScalarProperty] = [:]
        for (bits, names) in categoryNames {
            let mask = bits.reduce(UInt32(0)) { $0 | 1 << $1 }
            for name in names { table[name] = .category(mask) }
        }
        return table
    }()

    /// The bits of each category or group of them, and its names.
    private static let categoryNames: [(ClosedRange<UInt32>, [String])] = [
        (0...4, ["L", "Letter"]), (0...2, ["LC", "Cased_Letter"]), (0...0, ["Lu", "Uppercase_Letter"]),
        (1...1, ["Ll", "Lowercase_Letter"]), (2...2, ["Lt", "Titlecase_Letter"]), (3...3, ["Lm", "Modifier_Letter"]),
        (4...4, ["Lo", "Other_Letter"]), (5...7, ["M", "Mark", "Combining_Mark"]),
        (5...5, ["Mn", "Nonspacing_Mark"]), (6...6, ["Mc", "Spacing_Mark"]), (7...7, ["Me", "Enclosing_Mark"]),
        (8...10, ["N", "Number"]), (8...8, ["Nd", "Decimal_Number", "digit"]), (9...9, ["Nl", "Letter_Number"]),
        (10...10, ["No", "Other_Number"]), (11...17, ["P", "Punctuation", "punct"]),
        (11...11, ["Pc", "Connector_Punctuation"]), (12...12, ["Pd", "Dash_Punctuation"]),
        (13...13, ["Ps", "Open_Punctuation"]), (14...14, ["Pe", "Close_Punctuation"]),
        (15...15, ["Pi", "Initial_Punctuation"]), (16...16, ["Pf", "Final_Punctuation"]),
        (17...17, ["Po", "Other_Punctuation"]), (18...21, ["S", "Symbol"]), (18...18, ["Sm", "Math_Symbol"]),
        (19...19, ["Sc", "Currency_Symbol"]), (20...20, ["Sk", "Modifier_Symbol"]),
        (21...21, ["So", "Other_Symbol"]), (22...24, ["Z", "Separator"]), (22...22, ["Zs", "Space_Separator"]),
        (23...23, ["Zl", "Line_Separator"]), (24...24, ["Zp", "Paragraph_Separator"]), (25...29, ["C", "Other"]),
        (25...25, ["Cc", "Control", "cntrl"]), (26...26, ["Cf", "Format"]), (27...27, ["Cs", "Surrogate"]),
        (28...28, ["Co", "Private_Use"]), (29...29, ["Cn", "Unassigned"]), (0...28, ["Assigned"]),
    ]

    fileprivate static let binaries: [String: ScalarProperty] = [
        "Any": .binary(.any), "ASCII": .binary(.ascii), "Alphabetic": .binary(.alphabetic),
        "Alpha": .binary(.alphabetic),
        "ASCII_Hex_Digit": .binary(.asciiHexDigit), "AHex": .binary(.asciiHexDigit), "Dash": .binary(.dash),
        "Diacritic": .binary(.diacritic), "Dia": .binary(.diacritic), "Emoji": .binary(.emoji),
        "Emoji_Presentation": .binary(.emojiPresentation), "EPres": .binary(.emojiPresentation),
        "Extender": .binary(.extender), "Ext": .binary(.extender), "Hex_Digit": .binary(.hexDigit),
        "Hex": .binary(.hexDigit), "ID_Continue": .binary(.idContinue), "IDC": .binary(.idContinue),
        "ID_Start": .binary(.idStart), "IDS": .binary(.idStart), "Ideographic": .binary(.ideographic),
        "Ideo": .binary(.ideographic), "Lowercase": .binary(.lowercase), "Lower": .binary(.lowercase),
        "Math": .binary(.math), "Uppercase": .binary(.uppercase), "Upper": .binary(.uppercase),
        "White_Space": .binary(.whiteSpace), "space": .binary(.whiteSpace), "XID_Continue": .binary(.xidContinue),
        "XIDC": .binary(.xidContinue), "XID_Start": .binary(.xidStart), "XIDS": .binary(.xidStart),
    ]
}
