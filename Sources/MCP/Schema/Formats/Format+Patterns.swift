/// Formats whose grammar is regular and short.
extension Format {
    /// The grammars by format.
    static let patterns: [Format: Pattern] = {
        let pointer = "(?:/(?:[^~/]|~[01])*)*"
        let time = #"T(?:\d+H(?:\d+M(?:\d+S)?)?|\d+M(?:\d+S)?|\d+S)"#
        let day = #"(?:\d+Y(?:\d+M(?:\d+D)?)?|\d+M(?:\d+D)?|\d+D)"#
        let sources: [Format: String] = [
            .duration: #"^P(?:\d+W|\#(day)(?:\#(time))?|\#(time))$"#,
            .hostname: "^(?!.{254})\(label("A-Za-z0-9"))(?:\\.\(label("A-Za-z0-9")))*$",
            .jsonPointer: "^\(pointer)$",
            .relativeJSONPointer: #"^(?:0|[1-9]\d*)(?:#|\#(pointer))$"#,
            .uriTemplate: templateSource,
            .uuid: "^[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$",
        ]
        return sources.compactMapValues { try? Pattern($0) }
    }()

    /// What may stand before the `@` of an address.
    static let mailbox = localPart("")
    static let internationalMailbox = localPart(#"\u0080-\u{10FFFF}"#)
    /// Labels with letters of any script, of which only the outer form is checked.
    static let internationalHostname: Pattern? = {
        let name = label(#"A-Za-z0-9\u0080-\u{10FFFF}"#)
        return try? Pattern("^(?!.{254})\(name)(?:\\.\(name))*$")
    }()

    /// A label of a host name (RFC 1123) made of `letters`.
    private static func label(_ letters: String) -> String { "[\(letters)](?:[\(letters)-]{0,61}[\(letters)])?" }

    /// Atoms with dots between them, or a quoted string; `more` are characters allowed besides those of ASCII.
    private static func localPart(_ more: String) -> Pattern? {
        let atom = #"[A-Za-z0-9!#$%&'*+/=?^_`{|}~\#(more)-]+"#
        let quoted = #""(?:[\x20\x21\x23-\x5B\x5D-\x7E\#(more)]|\\[\x20-\x7E])*""#
        return try? Pattern(#"^(?:\#(atom)(?:\.\#(atom))*|\#(quoted))$"#)
    }

    /// RFC 6570 section 2; an apostrophe in a literal is let through, as erratum 6937 asks.
    private static let templateSource: String = {
        let escape = "%[0-9A-Fa-f]{2}"
        let literal = #"[^\x00-\x20"%<>\\^`{|}\x7F]"#
        let name = #"(?:\w|\#(escape))(?:\.?(?:\w|\#(escape)))*"#
        let variable = #"\#(name)(?::[1-9]\d{0,3}|\*)?"#
        return #"^(?:\#(literal)|\#(escape)|\{[+#./;?&=,!@|]?\#(variable)(?:,\#(variable))*\})*$"#
    }()
}

extension Pattern {
    /// Whether the pattern, which comes from this file and is known not to run wild, matches `text`.
    func accepts(_ text: String) -> Bool {
        var matcher = PatternMatcher()
        var steps = 1_000 + text.utf8.count * 100
        return (try? matcher.matches(self, in: text, steps: &steps)) ?? false
    }
}
