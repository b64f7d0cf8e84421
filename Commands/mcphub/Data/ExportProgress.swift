import Locking

/// Tells on a terminal how many charges are written.
final class ExportProgress: Sendable {
    private let isShown: Bool
    private let lastShown = Locked<ContinuousClock.Instant?>(nil)

    init(isShown: Bool) {
        self.isShown = isShown
    }

    /// Takes how many there are, and shows it a few times a second.
    func show(_ count: Int) {
        let now = ContinuousClock.now
        let isDue = lastShown.withLock { last in
            guard isShown, last.map({ now - $0 > .milliseconds(250) }) ?? true else { return false }
            last = now
            return true
        }
        if isDue { Terminal.tellInPlace("\(count.grouped) charges written") }
    }

    /// Removes the line.
    func clear() {
        if isShown { Terminal.tellInPlace("") }
    }
}
