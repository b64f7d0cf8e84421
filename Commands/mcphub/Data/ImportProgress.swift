import CostFiles
import Locking
import SystemPackage

/// Tells on a terminal how far an import has come: rows, how fast, how long it will take.
final class ImportProgress: Sendable {
    private let isShown: Bool
    private let totalBytes: Int64
    private let start = ContinuousClock.now
    private let state = Locked(State())

    private struct State {
        var rows = 0
        /// Bytes of the files that are done, and those of the one that is being read.
        var doneBytes: Int64 = 0
        var current = ReadProgress()
        var problems = 0
        var roundedAmounts = 0
        var lastShown: ContinuousClock.Instant?
    }

    init(_ files: [String], isShown: Bool) {
        self.isShown = isShown
        totalBytes = files.reduce(0) { $0 + (FileStatus(FilePath($1))?.size ?? 0) }
    }

    /// Rows that could not be read.
    var problems: Int { state.withLock { $0.problems + $0.current.problems } }

    /// Numbers that were rounded.
    var roundedAmounts: Int { state.withLock { $0.roundedAmounts + $0.current.roundedAmounts } }

    /// The time since the beginning.
    var seconds: Double { (ContinuousClock.now - start) / .seconds(1) }

    /// Takes how far the reading of a file is; of the next file it begins anew.
    func read(_ progress: ReadProgress) {
        state.withLock { state in
            let isNext = progress.bytesRead < state.current.bytesRead || progress.rows < state.current.rows
            if isNext {
                state.doneBytes += state.current.totalBytes
                state.problems += state.current.problems
                state.roundedAmounts += state.current.roundedAmounts
            }
            state.current = progress
        }
    }

    /// Takes how many rows are loaded, and shows it a few times a second.
    func loaded(_ rows: Int) {
        let now = ContinuousClock.now
        let line = state.withLock { state -> String? in
            state.rows = rows
            guard isShown, state.lastShown.map({ now - $0 > .milliseconds(250) }) ?? true else { return nil }
            state.lastShown = now
            return self.line(state, seconds: (now - start) / .seconds(1))
        }
        if let line { Terminal.tellInPlace(line) }
    }

    /// Removes the line.
    func clear() {
        if isShown { Terminal.tellInPlace("") }
    }

    private func line(_ state: State, seconds: Double) -> String {
        let rate = Double(state.rows) / max(seconds, 0.001)
        let share = totalBytes == 0 ? 0 : Double(state.doneBytes + state.current.bytesRead) / Double(totalBytes)
        let left = share > 0.01 ? Self.time(seconds / share - seconds) : "…"
        let percent = Int(min(1, share) * 100)
        return "\(state.rows.grouped) rows, \(Int(rate).grouped) a second, \(percent) %, \(left) left"
    }

    private static func time(_ seconds: Double) -> String {
        let whole = Int(max(0, seconds).rounded(.up))
        return whole < 60 ? "\(whole) s" : "\(whole / 60) min \(whole % 60) s"
    }
}

extension Int {
    /// With a comma between thousands, for people.
    var grouped: String {
        let digits = String(magnitude)
        var text = ""
        for (place, digit) in digits.enumerated() {
            if place > 0, (digits.count - place) % 3 == 0 { text += "," }
            text.append(digit)
        }
        return (self < 0 ? "-" : "") + text
    }
}
