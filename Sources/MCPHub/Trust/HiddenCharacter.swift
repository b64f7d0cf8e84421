/// Kinds of characters that people do not see and models read.
public enum HiddenCharacter: String, CaseIterable, Hashable, Sendable {
    /// The tags block, which spells ASCII invisibly.
    case tag
    /// Characters without width, and fillers.
    case zeroWidth
    /// Controls that change the order in which text is shown.
    case bidirectional
    /// Variation selectors one after another, which can spell bytes. One alone is ordinary.
    case variationSelectors
    /// Characters without a public meaning.
    case privateUse
    /// Control characters other than line breaks and tabs, such as those that steer a terminal.
    case control

    /// The kind of a character, judged by itself; nil for what is visible, white space or only suspicious in a run.
    init?(_ scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D: return nil
        case 0x00...0x1F, 0x7F...0x9F: self = .control
        case 0xE0000...0xE007F: self = .tag
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: self = .bidirectional
        case 0x00AD, 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E, 0x200B...0x200D, 0x2028, 0x2029, 0x2060...0x2065,
            0x206A...0x206F, 0x2800, 0x3164, 0xFEFF, 0xFFA0, 0xFFF0...0xFFFB, 0x1D173...0x1D17A:
            self = .zeroWidth
        case 0xE000...0xF8FF, 0xF0000...0xFFFFD, 0x100000...0x10FFFD: self = .privateUse
        default: return nil
        }
    }

    /// Whether the character chooses between forms of the one before it.
    static func isVariationSelector(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x180B...0x180D, 0x180F, 0xFE00...0xFE0F, 0xE0100...0xE01EF: true
        default: false
        }
    }

    /// `text` with every hidden character written as its number, such as `\u{200B}`.
    public static func visible(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        var isAfterSelector = false
        for scalar in text.unicodeScalars {
            let isSelector = isVariationSelector(scalar)
            if HiddenCharacter(scalar) != nil || (isSelector && isAfterSelector) {
                result.append(contentsOf: "\\u{\(String(scalar.value, radix: 16, uppercase: true))}".unicodeScalars)
            } else {
                result.append(scalar)
            }
            isAfterSelector = isSelector
        }
        return String(result)
    }
}
