/// Who may begin: so many transfers to a host at a time, the others in their order.
struct HostQueue<Element> {
    private struct Host {
        var running = 0
        var waiting: [Element] = []
    }

    private let limit: Int
    private var hosts: [String: Host] = [:]
    /// How many wait, for all hosts.
    private(set) var waitingCount = 0

    init(limit: Int) {
        self.limit = max(1, limit)
    }

    /// All that wait, host by host.
    var waiting: [Element] { hosts.values.flatMap(\.waiting) }

    /// Lets an element begin, or has it wait.
    ///
    /// - Returns: whether it may begin.
    mutating func enter(_ element: Element, host: String) -> Bool {
        if hosts[host, default: Host()].running < limit {
            hosts[host, default: Host()].running += 1
            return true
        }
        hosts[host]?.waiting.append(element)
        waitingCount += 1
        return false
    }

    /// Takes note that one has ended.
    ///
    /// - Returns: the one that may begin in its place.
    mutating func leave(host: String) -> Element? {
        guard var state = hosts.removeValue(forKey: host) else { return nil }
        guard state.waiting.isEmpty else {
            let next = state.waiting.removeFirst()
            waitingCount -= 1
            hosts[host] = state
            return next
        }
        state.running -= 1
        if state.running > 0 { hosts[host] = state }
        return nil
    }

    /// Takes out those that wait and fulfil a condition.
    mutating func removeWaiting(where condition: (Element) -> Bool) -> [Element] {
        guard waitingCount > 0 else { return [] }
        var removed: [Element] = []
        for host in hosts.keys {
            removed += hosts[host]?.waiting.filter(condition) ?? []
            hosts[host]?.waiting.removeAll(where: condition)
        }
        waitingCount -= removed.count
        return removed
    }
}
