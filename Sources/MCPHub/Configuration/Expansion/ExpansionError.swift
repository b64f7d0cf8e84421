/// One reason why the variables of a server cannot be replaced. Never holds the value of a variable.
public struct ExpansionFailure: Error, Hashable, Sendable {
    /// What is wrong.
    public enum Reason: Hashable, Sendable {
        /// This variable is not set.
        case unsetVariable(String)
        /// Only VS Code can ask the user for this input.
        case input(String)
        /// `${userHome}` is used, and `HOME` is not set.
        case noHome
        /// The file with more variables cannot be read.
        case unreadableFile
        /// A line of the file with more variables is not `NAME=value`.
        case malformedFile(line: Int)
        /// With its variables replaced, nothing is left.
        case empty
        /// With its variables replaced, it is no address that begins with `http://` or `https://`.
        case noAddress
        /// A variable holds a line break or the character U+0000, which cannot be passed on here.
        case unusableCharacter
    }

    /// The key of the server; nil when it concerns the hub itself.
    public let server: String?
    /// Where the text stands that names the variable.
    public let origin: Origin
    /// What is wrong.
    public let reason: Reason

    /// Describes a reason.
    public init(server: String?, origin: Origin, reason: Reason) {
        self.server = server
        self.origin = origin
        self.reason = reason
    }
}

/// Says why a server cannot be started or connected to: everything that is missing.
public struct ExpansionError: Error, Hashable, Sendable {
    /// The reasons, at least one.
    public let failures: [ExpansionFailure]

    /// Collects reasons.
    public init(_ failures: [ExpansionFailure]) {
        self.failures = failures
    }
}

extension ExpansionFailure: CustomStringConvertible {
    /// One line, such as `mcphub.json:4:9: /mcpServers/git/env/TOKEN: server "git": the variable TOKEN is not set; …`.
    public var description: String { "\(origin): \(server.map { "server \"\($0)\": " } ?? "")\(reason)" }
}

extension ExpansionFailure.Reason: CustomStringConvertible {
    /// What is wrong and what to do about it.
    public var description: String {
        switch self {
        case .unsetVariable(let name):
            "the variable \(name) is not set; set it, or give it a default with ${\(name):-…}"
        case .input(let name):
            "only VS Code can ask for the input \(name); write ${\(Template.variableName(forInput: name))} instead and set it"
        case .noHome: "the variable HOME is not set, so there is no ${userHome}; set it"
        case .unreadableFile: "the file with variables cannot be read; check its path and permissions"
        case .malformedFile(let line): "line \(line) of the file with variables is not NAME=value; mend it"
        case .empty: "nothing is left once the variables are replaced; check what they hold"
        case .noAddress:
            "with the variables replaced this is no address that begins with http:// or https://; check what they hold"
        case .unusableCharacter:
            "a variable holds a line break or U+0000, which cannot be passed on; check what it holds"
        }
    }
}

extension ExpansionError: CustomStringConvertible {
    /// The reasons, one a line.
    public var description: String { failures.map(\.description).joined(separator: "\n") }
}
