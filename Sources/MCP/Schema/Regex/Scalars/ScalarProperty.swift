/// What `\p{…}` can ask of a scalar, answered from the tables of the standard library.
enum ScalarProperty: Sendable {
    /// One of the general categories whose bits are set; see ``ScalarProperty/bit(of:)``.
    case category(UInt32)
    /// A property that holds or does not.
    case binary(Binary)

    /// The binary properties that are known.
    enum Binary: Sendable {
        case alphabetic, any, ascii, asciiHexDigit, dash, diacritic, emoji, emojiPresentation, extender, hexDigit
        case idContinue, idStart, ideographic, lowercase, math, uppercase, whiteSpace, xidContinue, xidStart
    }

    /// Whether `scalar` has the property.
    func holds(for scalar: Unicode.Scalar) -> Bool {
        switch self {
        case .category(let bits): bits >> Self.bit(of: scalar.properties.generalCategory) & 1 == 1
        case .binary(let property): property.holds(for: scalar)
        }
    }

    /// The bit that stands for a category.
    private static func bit(of category: Unicode.GeneralCategory) -> UInt32 {
        switch category {
        case .uppercaseLetter: 0
        case .lowercaseLetter: 1
        case .titlecaseLetter: 2
        case .modifierLetter: 3
        case .otherLetter: 4
        case .nonspacingMark: 5
        case .spacingMark: 6
        case .enclosingMark: 7
        case .decimalNumber: 8
        case .letterNumber: 9
        case .otherNumber: 10
        case .connectorPunctuation: 11
        case .dashPunctuation: 12
        case .openPunctuation: 13
        case .closePunctuation: 14
        case .initialPunctuation: 15
        case .finalPunctuation: 16
        case .otherPunctuation: 17
        case .mathSymbol: 18
        case .currencySymbol: 19
        case .modifierSymbol: 20
        case .otherSymbol: 21
        case .spaceSeparator: 22
        case .lineSeparator: 23
        case .paragraphSeparator: 24
        case .control: 25
        case .format: 26
        case .surrogate: 27
        case .privateUse: 28
        case .unassigned: 29
        @unknown default: 29
        }
    }
}

extension ScalarProperty.Binary {
    /// Whether `scalar` has the property.
    func holds(for scalar: Unicode.Scalar) -> Bool {
        let properties = scalar.properties
        return switch self {
        case .alphabetic: properties.isAlphabetic
        case .any: true
        case .ascii: scalar.isASCII
        case .asciiHexDigit: properties.isASCIIHexDigit
        case .dash: properties.isDash
        case .diacritic: properties.isDiacritic
        case .emoji: properties.isEmoji
        case .emojiPresentation: properties.isEmojiPresentation
        case .extender: properties.isExtender
        case .hexDigit: properties.isHexDigit
        case .idContinue: properties.isIDContinue
        case .idStart: properties.isIDStart
        case .ideographic: properties.isIdeographic
        case .lowercase: properties.isLowercase
        case .math: properties.isMath
        case .uppercase: properties.isUppercase
        case .whiteSpace: properties.isWhitespace
        case .xidContinue: properties.isXIDContinue
        case .xidStart: properties.isXIDStart
        }
    }
}
