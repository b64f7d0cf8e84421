/// A child that could not be started.
public struct LaunchFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// The program that was to be started.
    public let executable: String
    /// What went wrong.
    public let reason: String

    init(_ executable: String, _ reason: String) {
        self.executable = executable
        self.reason = reason
    }

    /// One sentence for people.
    public var description: String { "Cannot start \(executable): \(reason)" }
}
