/// JSON Pointers (RFC 6901) as text.
enum JSONPointer {
    /// `key` as one token of a pointer, with its slash.
    static func token(_ key: String) -> String {
        guard key.utf8.contains(where: { $0 == UInt8(ascii: "~") || $0 == UInt8(ascii: "/") }) else { return "/" + key }
        var text = "/"
        for scalar in key.unicodeScalars {
            switch scalar {
            case "~": text += "~0"
            case "/": text += "~1"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }

    /// The keys of a pointer that is empty or begins with a slash.
    static func keys(_ pointer: String) -> [String] {
        pointer.unicodeScalars.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map { token in
            guard token.contains("~") else { return String(token) }
            var key = String.UnicodeScalarView()
            var isEscape = false
            for scalar in token {
                if isEscape { key.append(scalar == "1" ? "/" : "~") } else if scalar != "~" { key.append(scalar) }
                isEscape = !isEscape && scalar == "~"
            }
            return String(key)
        }
    }
}
