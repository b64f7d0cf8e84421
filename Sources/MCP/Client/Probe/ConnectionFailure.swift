public import JSONRPC

/// Why no connection to a server came about.
public enum ConnectionFailure: Error, Hashable, Sendable {
    /// The server answered neither `server/discover` nor `initialize` in time.
    case silent
    /// The server exited, also when it was started again.
    case exited
    /// The server speaks these revisions and none that this library does.
    case noCommonVersion([ProtocolVersion])
    /// The server refused to begin.
    case refused(RPCError)
}

extension ConnectionFailure: CustomStringConvertible {
    /// One sentence for people.
    public var description: String {
        switch self {
        case .silent: "The server answered neither server/discover nor initialize in time"
        case .exited: "The server exited before it answered, also when it was started a second time"
        case .noCommonVersion(let versions):
            "The server speaks \(versions.map(\.rawValue).joined(separator: ", ")); "
                + "this side speaks \(ProtocolVersion.supported.map(\.rawValue).joined(separator: ", "))"
        case .refused(let error): "The server refused to begin: \(error)"
        }
    }
}
