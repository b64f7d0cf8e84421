/// One thing that is wrong with a configuration or worth knowing about it.
///
/// The words never hold what a value is, only what it should be: a value may be a secret.
public struct ConfigurationProblem: Error, Hashable, Sendable {
    /// What follows from a problem.
    public enum Severity: String, Sendable {
        /// The configuration cannot be used.
        case error
        /// The configuration can be used, and perhaps does not do what was meant.
        case note
    }

    /// What follows from it.
    public let severity: Severity
    /// Where it is.
    public let position: SourcePosition
    /// The place inside the document as a JSON Pointer (RFC 6901); empty for the document itself.
    public let pointer: String
    /// What is wrong.
    public let what: String
    /// What to do about it.
    public let remedy: String

    /// Describes a problem.
    public init(_ severity: Severity, at position: SourcePosition, pointer: String, what: String, remedy: String) {
        self.severity = severity
        self.position = position
        self.pointer = pointer
        self.what = what
        self.remedy = remedy
    }
}

extension ConfigurationProblem: CustomStringConvertible {
    /// One line, such as `mcphub.json:3:5: /hub/nmaes: unknown key; did you mean "names"?`.
    public var description: String {
        let place = pointer.isEmpty ? "\(position)" : "\(position): \(pointer)"
        return "\(place): \(severity == .note ? "note: " : "")\(what); \(remedy)"
    }
}

/// Says why a configuration cannot be used: everything that is wrong, not only what was found first.
public struct ConfigurationError: Error, Hashable, Sendable {
    /// The errors in the order of the files and within each from top to bottom, and the notes among them.
    public let problems: [ConfigurationProblem]

    /// Collects problems.
    public init(_ problems: [ConfigurationProblem]) {
        self.problems = problems
    }
}

extension ConfigurationError: CustomStringConvertible {
    /// The errors, one a line, without the notes.
    public var description: String {
        problems.filter { $0.severity == .error }.map(\.description).joined(separator: "\n")
    }
}
