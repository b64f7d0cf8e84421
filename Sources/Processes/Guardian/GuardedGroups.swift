/// The groups that a guardian protects, as a value: it reads what the guardian is told.
struct GuardedGroups: Sendable {
    /// When the leader of each group was started.
    private var leaders: [Int32: LeaderStart] = [:]
    /// The beginning of a line whose end has not come yet.
    private var partial: [UInt8] = []

    /// Reads `+123` and `-123`, a line each, in whatever pieces they come. Other lines mean nothing.
    mutating func feed(_ bytes: [UInt8], startTime: (Int32) -> LeaderStart) {
        let lines = (partial + bytes).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        partial = Array(lines.last ?? [])
        for line in lines.dropLast() {
            let text = String(decoding: line, as: UTF8.self)
            // 0 and 1 would mean the guardian's own group and everybody.
            guard let group = Int32(text.dropFirst()), group > 1 else { continue }
            switch text.first {
            case "+": leaders[group] = startTime(group)
            case "-": leaders[group] = nil
            default: continue
            }
        }
    }

    /// The groups that are still those which were to be protected.
    ///
    /// The system gives the number of a group to nobody else while the group has members. So a leader that was started
    /// at another time is a stranger with the number of a group that is gone; and when there is no leader, whoever is
    /// in the group was left behind by it.
    func toEnd(startTime: (Int32) -> LeaderStart) -> [Int32] {
        leaders.filter { group, start in
            let now = startTime(group)
            return now == start || now == .gone
        }.keys.sorted()
    }
}

/// When the leader of a group was started, to tell it from another process of the same number.
enum LeaderStart: Hashable, Sendable {
    /// In the system's own ticks since it began to run.
    case ticks(UInt64)
    /// There is no such process.
    case gone
    /// The system does not say.
    case unknown

    /// What the system says of a process.
    static func current(_ processID: Int32) -> LeaderStart {
        #if os(Linux)
        guard let text = SystemCalls.contents(ofFile: "/proc/\(processID)/stat") else { return .gone }
        return LeaderStart(status: text)
        #else
        return .unknown
        #endif
    }

    /// Reads the 22nd field of `/proc/<process>/stat`. The second one is a name, and may hold blanks and parentheses.
    init(status text: String) {
        let fields = text.reversed().prefix { $0 != ")" }.reversed().split(separator: " ")
        self = fields.count > 19 ? UInt64(String(fields[19])).map(LeaderStart.ticks) ?? .unknown : .unknown
    }
}
