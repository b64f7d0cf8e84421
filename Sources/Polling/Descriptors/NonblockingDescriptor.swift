/// Descriptors that never make the caller wait.
public enum NonblockingDescriptor {
    /// Makes a descriptor that nobody shares non-blocking, such as this process's end of a pipe that it has made.
    ///
    /// - Throws: ``PollFailure`` when it is not open.
    public static func make(_ descriptor: Int32) throws(PollFailure) {
        guard SystemCalls.makeNonblocking(descriptor) else {
            throw PollFailure("use descriptor \(descriptor)", code: SystemCalls.notOpen)
        }
    }

    /// Takes standard input over; whoever reads descriptor 0 from now on finds it empty.
    ///
    /// What this process has inherited may be shared with its parent, whose reads would fail if it became non-blocking.
    /// So it is opened anew where the system allows that; a file never makes anybody wait, and for a socket each call
    /// of ``LineInput`` says that it does not. What is left is pumped through a pipe by a thread.
    ///
    /// - Returns: a descriptor for ``LineInput``, the caller's to close.
    /// - Throws: ``PollFailure`` when there is no standard input, or the system has no descriptor or thread left.
    public static func standardInput() throws(PollFailure) -> Int32 {
        let input = try unshared(0, writing: false)
        SystemCalls.replaceWithNothing(0)
        return input
    }

    /// Takes standard output over, as ``standardInput()`` does; what the program prints from now on goes to standard
    /// error.
    ///
    /// - Returns: a descriptor for ``LineOutput``, the caller's to close.
    /// - Throws: ``PollFailure`` when there is no standard output, or the system has no descriptor or thread left.
    public static func standardOutput() throws(PollFailure) -> Int32 {
        let output = try unshared(1, writing: true)
        SystemCalls.replace(1, with: 2)
        return output
    }

    /// Closes a descriptor that is not watched any more.
    public static func close(_ descriptor: Int32) { SystemCalls.closeDescriptor(descriptor) }

    /// Waits until what was written to closed descriptors of this type has reached the one behind; to be called before
    /// the program ends. Returns at once where no thread pumps.
    public static func drain() async { await DescriptorPump.waitForAll() }

    static func unshared(_ descriptor: Int32, writing: Bool) throws(PollFailure) -> Int32 {
        switch SystemCalls.kind(of: descriptor) {
        case nil: throw PollFailure("use descriptor \(descriptor)", code: SystemCalls.notOpen)
        case .file, .socket: return try SystemCalls.duplicate(descriptor)
        case .other:
            if SystemCalls.isNonblocking(descriptor) { return try SystemCalls.duplicate(descriptor) }
            if let copy = SystemCalls.reopen(descriptor, writing: writing) { return copy }
            return try writing ? DescriptorPump.output(to: descriptor) : DescriptorPump.input(from: descriptor)
        }
    }
}
