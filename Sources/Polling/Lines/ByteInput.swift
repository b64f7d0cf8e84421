/// Reads what is there from a descriptor and shows it, keeping nothing: for the standard error of a child.
public struct ByteInput: Sendable {
    private static let bytesPerRead = 8 << 10
    private let endpoint: Endpoint

    /// Prepares to read `descriptor`, which is non-blocking or a socket and stays the owner's to close.
    public init(descriptor: Int32) {
        endpoint = Endpoint(descriptor)
    }

    /// Reads once, at most 8 KiB, and shows what came.
    public func read(_ body: (Span<UInt8>) -> Void) -> LineInput.Outcome {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.bytesPerRead) { space in
            switch endpoint.read(into: UnsafeMutableRawBufferPointer(space)) {
            case .bytes(let count):
                body(UnsafeBufferPointer(rebasing: space.prefix(count)).span)
                return .more
            case .wouldBlock: return .more
            case .ended: return .ended
            }
        }
    }
}
