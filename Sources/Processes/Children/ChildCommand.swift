/// How a child process is started: exactly this, without a shell and with no environment but the one given.
public struct ChildCommand: Hashable, Sendable {
    /// The program: a path, or a name that is looked up in `PATH`.
    public var executable: String
    /// Its arguments, without the program itself.
    public var arguments: [String]
    /// Its whole environment.
    public var environment: [String: String]
    /// The folder it starts in; nil for this process's own.
    public var workingDirectory: String?

    /// Describes a command.
    public init(
        _ executable: String, arguments: [String] = [], environment: [String: String] = Self.minimalEnvironment,
        workingDirectory: String? = nil
    ) {
        self.executable = executable
        self.arguments = arguments
        self.environment = environment
        self.workingDirectory = workingDirectory
    }
}
