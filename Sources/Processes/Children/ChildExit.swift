/// How a child has ended.
public enum ChildExit: Hashable, Sendable, CustomStringConvertible {
    /// Of its own accord, with this code; 0 means success.
    case exited(Int32)
    /// By this signal.
    case signalled(Int32)

    /// In words that go on after the name of the child: `exited with code 3`, `was ended by SIGKILL`.
    public var description: String {
        switch self {
        case .exited(let code): "exited with code \(code)"
        case .signalled(let number):
            "was ended by \(SystemCalls.name(ofSignal: number) ?? "signal \(number)")"
        }
    }
}
