public import JSONRPC

/// Why a cursor leads nowhere.
public enum CursorFailure: Error, Hashable, Sendable {
    /// It was not made here, or for another list or view.
    case foreign
    /// What it stands behind is no longer in the list.
    case stale
}

extension CursorFailure: CustomStringConvertible {
    /// What is wrong, and what to do.
    public var description: String {
        switch self {
        case .foreign: "Unknown cursor; begin again without one"
        case .stale: "The list has changed since the cursor was made; begin again without one"
        }
    }

    /// The error that answers the request: -32602.
    public var rpcError: RPCError { .invalidParams(description) }
}
