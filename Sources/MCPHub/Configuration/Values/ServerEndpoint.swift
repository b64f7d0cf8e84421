/// How a server is reached. Its texts may name variables; see ``ServerConfiguration/expanded(in:readFile:)``.
public enum ServerEndpoint: Hashable, Sendable {
    /// A process that speaks over standard input and output.
    case process(ProcessEndpoint)
    /// A server that is there already.
    case remote(RemoteEndpoint)
    /// A server inside this program, by its name; no file can name one.
    case inProcess(String)
}

/// How a server process is started, without a shell.
public struct ProcessEndpoint: Hashable, Sendable {
    /// The program: a path, or a name that is looked up in `PATH`.
    public var command: Template
    /// Its arguments.
    public var arguments: [Template]
    /// Variables set for it, beyond those that every program needs.
    public var environment: [String: Template]
    /// A file with more variables; those of ``environment`` win.
    public var environmentFile: Template?
    /// The folder it starts in.
    public var workingDirectory: Template?

    /// Describes a process.
    public init(
        command: Template, arguments: [Template] = [], environment: [String: Template] = [:],
        environmentFile: Template? = nil, workingDirectory: Template? = nil
    ) {
        self.command = command
        self.arguments = arguments
        self.environment = environment
        self.environmentFile = environmentFile
        self.workingDirectory = workingDirectory
    }
}

/// Where a remote server is.
public struct RemoteEndpoint: Hashable, Sendable {
    /// How it is spoken to.
    public enum Binding: String, CaseIterable, Sendable {
        /// Streamable HTTP, and HTTP with server-sent events when that is refused.
        case automatic
        /// Streamable HTTP.
        case http
        /// HTTP with server-sent events, of the revision 2024-11-05.
        case sse
    }

    /// How it is spoken to.
    public var binding: Binding
    /// Its address.
    public var url: Template
    /// Fields sent with every request.
    public var headers: [String: Template]

    /// Describes a remote server.
    public init(_ binding: Binding = .automatic, url: Template, headers: [String: Template] = [:]) {
        self.binding = binding
        self.url = url
        self.headers = headers
    }
}

extension ServerEndpoint: CustomStringConvertible, CustomDebugStringConvertible {
    /// The command or the address as it was written; of environment and headers only the names.
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

extension ProcessEndpoint: CustomStringConvertible, CustomDebugStringConvertible {
    /// The command as it was written, and the names of the variables set for it.
    public var description: String {
        var text = ([command] + arguments).map(\.text).joined(separator: " ")
        if let workingDirectory { text += " in \(workingDirectory.text)" }
        if let environmentFile { text += " with the variables of \(environmentFile.text)" }
        return text + Self.names("environment", environment)
    }
    /// The same as ``description``.
    public var debugDescription: String { description }

    fileprivate static func names(_ kind: String, _ values: [String: Template]) -> String {
        values.isEmpty ? "" : " (\(kind): \(values.keys.sorted().joined(separator: ", ")))"
    }
}

extension RemoteEndpoint: CustomStringConvertible, CustomDebugStringConvertible {
    /// The address as it was written, without user information and query, and the names of the headers.
    public var description: String {
        var address = String(url.text.prefix { $0 != "?" && $0 != "#" })
        if let scheme = address.firstRange(of: "://") {
            let authority = address[scheme.upperBound...].prefix { $0 != "/" }
            if let at = authority.lastIndex(of: "@") { address.removeSubrange(scheme.upperBound...at) }
        }
        return address + ProcessEndpoint.names("headers", headers)
    }
    /// The same as ``description``.
    public var debugDescription: String { description }
}
