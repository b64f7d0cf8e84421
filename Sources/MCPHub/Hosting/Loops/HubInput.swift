public import NIOCore

/// What a loop has found at a descriptor.
public enum HubInput: Sendable {
    /// There is something to be read, or the end.
    case readable
    /// This has been read.
    case bytes(ByteBuffer)
}
