/// What the children tell models about their use, in one text.
enum MergedInstructions {
    private static let introduction = """
        This server brings several servers together. What follows was written by them, each under its name.
        """

    /// The text; nil when no child says anything.
    ///
    /// Every child gets an equal part of the limit. Its headings are set below its own name, so that no child can pass
    /// for another.
    static func text(_ parts: [ChildCatalog], limit: Int) -> String? {
        let speaking = parts.filter { !($0.instructions ?? "").allSatisfy(\.isWhitespace) }
        guard !speaking.isEmpty else { return nil }
        let share = max(0, limit - introduction.utf8.count) / speaking.count
        let sections = speaking.map { section($0, limit: share) }
        return ([introduction] + sections).joined(separator: "\n\n")
    }

    private static func section(_ part: ChildCatalog, limit: Int) -> String {
        let heading = "## \(singleLine(part.child))\n\n"
        let room = max(0, limit - heading.utf8.count - 2)
        let lines = (part.instructions ?? "").split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        return heading + shortened(lines.map(demoted).joined(separator: "\n"), to: room)
    }

    private static func singleLine(_ text: String) -> String {
        String(text.map { $0.isNewline ? " " : $0 })
    }

    /// A line that begins a heading becomes one two levels deeper.
    private static func demoted(_ line: Substring) -> String {
        let text = line.drop { $0 == " " || $0 == "\t" }
        return text.first == "#" ? "##\(text)" : String(line)
    }

    private static func shortened(_ text: String, to limit: Int) -> String {
        guard text.utf8.count > limit else { return text }
        var length = 0
        let kept = text.prefix { character in
            length += character.utf8.count
            return length + 3 <= limit
        }
        return kept + "…"
    }
}
