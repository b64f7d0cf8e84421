import Testing

@testable import Polling

/// What a loop can wait with on this system.
enum PollerKind: CaseIterable, CustomTestStringConvertible {
    case system
    case portable

    var testDescription: String { self == .system ? "the system's own" : "poll(2)" }

    func make() throws -> any Poller {
        switch self {
        case .system: try SystemPoller.make()
        case .portable: try PortablePoller()
        }
    }
}

/// Runs a test with a loop and stops the loop.
func withLoop<Result>(
    _ kind: PollerKind = .system, _ body: (PollLoop) async throws -> Result
) async throws -> Result {
    let loop = try PollLoop(name: "test loop", poller: kind.make())
    defer { loop.stop() }
    return try await body(loop)
}

extension PollLoop {
    /// Runs `work` on the loop and waits for what comes of it.
    func run<Result: Sendable>(_ work: @escaping @Sendable () -> Result) async -> Result {
        await withCheckedContinuation { continuation in
            perform { continuation.resume(returning: work()) }
        }
    }

    /// Waits until the loop has looked at its descriptors and told the handlers since the call.
    func turn() async {
        await withCheckedContinuation { continuation in
            pass(2 * Self.maximumRounds + 1) { continuation.resume() }
        }
    }

    /// Runs `work` after so many rounds of jobs: more of them than a turn has.
    private func pass(_ rounds: Int, _ work: @escaping @Sendable () -> Void) {
        deliver(.work { if rounds == 0 { work() } else { self.pass(rounds - 1, work) } })
    }
}
