/// The other side of a ``Guardian``: what its process does.
public enum GuardianProcess {
    /// How long groups have to tidy up, in milliseconds, and how often they are looked at meanwhile.
    private static let (grace, interval): (UInt32, UInt32) = (1000, 20)

    /// Reads from standard input which groups of processes to protect and, when that ends, ends them and exits.
    ///
    /// To be called before anything else has been done, so that the process stays as small as it can be: it has one
    /// thread, and starts no task. Requests to end are ignored, because they mostly come for all of a terminal's
    /// processes at once.
    public static func run() -> Never {
        SystemCalls.detach()
        ProgramText.release()
        var groups = GuardedGroups()
        while true {
            let bytes = SystemCalls.readSome(0)
            if bytes.isEmpty { break }
            groups.feed(bytes, startTime: LeaderStart.current)
        }
        end(groups)
        SystemCalls.exit()
    }

    private static func end(_ groups: GuardedGroups) {
        var remaining = groups.toEnd(startTime: LeaderStart.current)
        for group in remaining { SystemCalls.end(group: group, by: .request) }
        for _ in 0..<grace / interval {
            remaining.removeAll { !SystemCalls.exists(group: $0) }
            if remaining.isEmpty { return }
            SystemCalls.pause(milliseconds: interval)
        }
        for group in remaining { SystemCalls.end(group: group, by: .force) }
    }
}
