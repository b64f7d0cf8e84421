/// Takes text apart into the words that it is searched by.
enum SearchWords {
    /// How long a word may be; the rest of a longer one is not looked at.
    static let maximumLength = 40

    /// The words of a text in order: in lower case, `readFile`, `read_file` and `read.file` alike, plurals as
    /// singulars.
    static func words(of text: String) -> [String] {
        var words: [String] = []
        var word = ""
        var previous: Unicode.Scalar?
        let scalars = Array(text.unicodeScalars)
        for (position, scalar) in scalars.enumerated() {
            let next = position + 1 < scalars.count ? scalars[position + 1] : nil
            if !isWordPart(scalar) || begins(scalar, after: previous, before: next) { finish(&word, &words) }
            if isWordPart(scalar) { word.unicodeScalars.append(scalar) }
            previous = scalar
        }
        finish(&word, &words)
        return words
    }

    private static func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return ("a"..."z").contains(scalar) || isUpper(scalar) || ("0"..."9").contains(scalar) }
        return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
            || scalar.properties.generalCategory == .nonspacingMark
    }

    /// Whether a new word begins inside a name: `readFile`, `HTTPServer`.
    private static func begins(
        _ scalar: Unicode.Scalar, after previous: Unicode.Scalar?, before next: Unicode.Scalar?
    ) -> Bool {
        guard isUpper(scalar), let previous else { return false }
        return isLower(previous) || (isUpper(previous) && next.map(isLower) ?? false)
    }

    private static func isUpper(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII ? ("A"..."Z").contains(scalar) : scalar.properties.isUppercase
    }

    private static func isLower(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII ? ("a"..."z").contains(scalar) : scalar.properties.isLowercase
    }

    private static func finish(_ word: inout String, _ words: inout [String]) {
        if !word.isEmpty { words.append(singular(String(word.prefix(maximumLength)).lowercased())) }
        word = ""
    }

    /// The form that singular and plural of an English word share: `queries` and `query`, `files` and `file`.
    private static func singular(_ word: String) -> String {
        guard word.utf8.count > 3, word.hasSuffix("s"), !word.hasSuffix("ss"), !word.hasSuffix("us") else {
            return word
        }
        return word.hasSuffix("ies") ? word.dropLast(3) + "y" : String(word.dropLast())
    }
}
