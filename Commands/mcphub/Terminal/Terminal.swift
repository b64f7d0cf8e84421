import JSONRPC
import MCPHub
import SystemPackage

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Where people read what a command has to say.
struct Terminal {
    /// How many columns there are; nil when nobody looks on.
    let width: Int?
    /// Whether text may be set off.
    let isStyled: Bool

    /// Standard output as it is.
    static func standardOutput(_ program: ProgramEnvironment) -> Terminal {
        let isTerminal = isatty(STDOUT_FILENO) == 1
        let isPlain = program.variables["NO_COLOR"]?.isEmpty == false || program.variables["TERM"] == "dumb"
        var size = winsize()
        let isKnown = isTerminal && ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
        return Terminal(width: isKnown ? Int(size.ws_col) : nil, isStyled: isTerminal && !isPlain)
    }

    /// How text is set off.
    enum Style: Int {
        case bold = 1
        case faint = 2
        case red = 31
        case green = 32
        case yellow = 33
    }

    /// The text, set off where that is possible.
    func styled(_ text: String, _ style: Style) -> String {
        isStyled ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
    }

    /// Writes a line to standard output. What cannot be seen in it is written as its number, line by line: what comes
    /// from a server must not steer a terminal.
    static func show(_ text: String) { write(visible(text) + "\n", to: .standardOutput) }

    /// Writes a line to standard output as it is: for what was styled here and for JSON.
    static func showRaw(_ text: String) { write(text + "\n", to: .standardOutput) }

    /// Writes JSON to standard output.
    static func show(_ json: JSONValue) { showRaw(JSONLayout.text(json)) }

    /// Writes a line to standard error.
    static func tell(_ text: String) { write(visible(text) + "\n", to: .standardError) }

    /// Whether people look at standard error.
    static var isErrorTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    /// Writes a line to standard error in the place of the one before; an empty one removes it.
    static func tellInPlace(_ text: String) { write("\r\(visible(text))\u{1B}[K", to: .standardError) }

    /// The text with every character that cannot be seen as its number; lines stay lines.
    static func visible(_ text: String) -> String { HiddenCharacter.visible(text) }

    /// Output that nobody reads any more is no reason to fail.
    private static func write(_ text: String, to descriptor: FileDescriptor) {
        _ = try? descriptor.writeAll(text.utf8)
    }
}
