/// How a server is reached, with every variable replaced. It may hold secrets: its descriptions do not show them.
public enum ExpandedServer: Hashable, Sendable {
    /// A process to start.
    case process(ExpandedProcess)
    /// A server to connect to.
    case remote(ExpandedRemote)
    /// A server inside this program.
    case inProcess(String)
}

/// How a process is started, exactly.
public struct ExpandedProcess: Hashable, Sendable {
    /// The program: a path, or a name that is looked up in `PATH`.
    public let command: String
    /// Its arguments.
    public let arguments: [String]
    /// Variables to be set beyond those that every program needs.
    public let environment: [String: String]
    /// The folder it starts in; nil for the hub's own.
    public let workingDirectory: String?
    /// What it was made from.
    public let source: ProcessEndpoint
}

/// How a remote server is spoken to, exactly.
public struct ExpandedRemote: Hashable, Sendable {
    /// Its address.
    public let url: String
    /// Fields to be sent with every request.
    public let headers: [String: String]
    /// What it was made from.
    public let source: RemoteEndpoint
}

extension ExpandedServer: CustomStringConvertible, CustomDebugStringConvertible {
    /// The command or the address as it was written, variables by name; of environment and headers only the names.
    public var description: String {
        switch self {
        case .process(let process): process.description
        case .remote(let remote): remote.description
        case .inProcess: "part of this program"
        }
    }
    /// The same as ``description``.
    public var debugDescription: String { description }
}

extension ExpandedProcess: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The command as it was written, variables by name, and the names of the variables set for it.
    public var description: String { source.description }
    /// The same as ``description``.
    public var debugDescription: String { description }
    /// Nothing but ``description``.
    public var customMirror: Mirror { Mirror(self, children: ["source": description]) }
}

extension ExpandedRemote: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The address as it was written, variables by name, and the names of the headers.
    public var description: String { source.description }
    /// The same as ``description``.
    public var debugDescription: String { description }
    /// Nothing but ``description``.
    public var customMirror: Mirror { Mirror(self, children: ["source": description]) }
}
