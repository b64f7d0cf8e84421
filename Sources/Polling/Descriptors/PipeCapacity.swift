/// How much a pipe holds before its writer must wait.
public enum PipeCapacity {
    /// Gives a pipe room for `bytes`, or for as much as the system grants.
    ///
    /// An ordinary pipe holds 64 KiB, so that a megabyte makes sixteen changes between writer and reader. The room
    /// counts against a bound for each user: ask for it only where large messages come. Systems other than Linux
    /// settle it for themselves.
    public static func raise(_ descriptor: Int32, to bytes: Int = 1 << 20) {
        guard let current = SystemCalls.pipeCapacity(descriptor) else { return }
        var wanted = bytes
        while wanted > current, !SystemCalls.setPipeCapacity(descriptor, to: wanted) { wanted /= 2 }
    }
}
