public import JSONRPC
public import NIOCore

/// Cuts into lines what can be read from a descriptor at once.
///
/// A value for its owner to keep: it reads when it is told to, once at a time, and never waits. The descriptor is
/// non-blocking or a socket, and stays the owner's to close.
public struct LineInput: Sendable {
    /// What a read says about the stream.
    public enum Outcome: Hashable, Sendable {
        /// More may come.
        case more
        /// Nothing more will come: the other side has closed, or the descriptor is in error.
        case ended
    }

    private let endpoint: Endpoint
    private var framer: LineFramer
    private var size = ReadSize()
    private var space = ByteBuffer()
    /// The last line, when the stream has ended in the middle of it.
    private var unfinished: LineFramer.Frame?

    /// Prepares to read lines of at most `limits.maximumBytes` from `descriptor`.
    public init(descriptor: Int32, limits: JSONLimits = .standard) {
        endpoint = Endpoint(descriptor)
        framer = LineFramer(limits: limits)
    }

    /// Reads once and hands over the lines that are complete; at the end also the last one, complete or not.
    ///
    /// A line is a slice of all that was read with it: who keeps a short line for long should copy it.
    public mutating func read(_ body: (LineFramer.Frame) -> Void) -> Outcome {
        let outcome = fill()
        while let frame = next() { body(frame) }
        return outcome
    }

    /// Reads once; what came is taken with ``next()``, until it returns nil. The same as ``read(_:)`` for an owner
    /// whose handling of a line needs this value's surroundings.
    public mutating func fill() -> Outcome {
        // Starts afresh in the same memory, unless somebody still holds a line of it.
        space.clear(minimumCapacity: size.bytes)
        var transfer = SystemCalls.Transfer.ended
        space.writeWithUnsafeMutableBytes(minimumWritableBytes: size.bytes) { memory in
            transfer = endpoint.read(into: UnsafeMutableRawBufferPointer(rebasing: memory.prefix(size.bytes)))
            return if case .bytes(let count) = transfer { count } else { 0 }
        }
        switch transfer {
        case .bytes(let count):
            framer.feed(space)
            size.update(received: count)
        case .wouldBlock:
            size.update(received: 0)
        case .ended:
            unfinished = framer.finish()
        }
        if !size.isKept { space = ByteBuffer() }
        return transfer == .ended ? .ended : .more
    }

    /// Takes what somebody else has read; it is taken with ``next()``, until that returns nil.
    public mutating func feed(_ bytes: ByteBuffer) { framer.feed(bytes) }

    /// How the line began that was last reported as oversized; see ``LineFramer/startOfOversized``.
    public var startOfOversized: ByteBuffer { framer.startOfOversized }

    /// The next line of what was read, or nil until more is.
    public mutating func next() -> LineFramer.Frame? {
        if let frame = framer.next() { return frame }
        defer { unfinished = nil }
        return unfinished
    }
}
