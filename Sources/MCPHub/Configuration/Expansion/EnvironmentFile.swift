/// A file of variables: `NAME=value` on each line, with comments, quotes and an `export` in front.
public enum EnvironmentFile {
    /// Says which line is none of these.
    public struct SyntaxError: Error, Hashable, Sendable {
        /// The line, counted from 1.
        public let line: Int
    }

    /// Reads the variables; of a repeated name the last value counts. Nothing in a value is expanded.
    ///
    /// - A value in single quotes is taken as it is; in double quotes `\n`, `\r`, `\t`, `\"` and `\\` are understood.
    /// - A value without quotes ends before white space followed by `#`.
    public static func variables(of bytes: [UInt8]) throws(SyntaxError) -> [String: String] {
        var variables: [String: String] = [:]
        let lines = String(decoding: bytes, as: UTF8.self).unicodeScalars
            .split(separator: "\n", omittingEmptySubsequences: false)
        for (position, scalars) in lines.enumerated() {
            var line = trimmed(Substring(scalars))
            if position == 0, line.unicodeScalars.first == "\u{FEFF}" { line.unicodeScalars.removeFirst() }
            guard !line.isEmpty, !line.hasPrefix("#") else { continue }
            if line.hasPrefix("export ") { line = trimmed(line.dropFirst(7)) }
            guard let equals = line.firstIndex(of: "="), let value = value(trimmed(line[equals...].dropFirst())) else {
                throw SyntaxError(line: position + 1)
            }
            let name = trimmed(line[..<equals])
            guard !name.isEmpty, !name.contains(where: { isWhite($0) || "\"'".contains($0) }) else {
                throw SyntaxError(line: position + 1)
            }
            variables[String(name)] = value
        }
        return variables
    }

    private static func value(_ text: Substring) -> String? {
        guard let quote = text.first, quote == "\"" || quote == "'" else { return unquoted(text) }
        var value = ""
        var rest = text.dropFirst()
        while let character = rest.popFirst() {
            if character == quote {
                rest = trimmed(rest)
                return rest.isEmpty || rest.hasPrefix("#") ? value : nil
            }
            guard character == "\\", quote == "\"", let escaped = rest.popFirst() else {
                value.append(character); continue
            }
            switch escaped {
            case "n": value += "\n"
            case "r": value += "\r"
            case "t": value += "\t"
            case "\"", "\\": value.append(escaped)
            default: value += "\\\(escaped)"
            }
        }
        return nil
    }

    private static func unquoted(_ text: Substring) -> String {
        var previous: Character = " "
        let end = text.firstIndex { character in
            defer { previous = character }
            return character == "#" && isWhite(previous)
        }
        return String(trimmed(text[..<(end ?? text.endIndex)]))
    }

    private static func isWhite(_ character: Character) -> Bool {
        character == " " || character == "\t" || character == "\r"
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text.drop(while: isWhite)
        while let last = text.last, isWhite(last) { text = text.dropLast() }
        return text
    }
}
