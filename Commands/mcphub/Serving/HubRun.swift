import MCPHub

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A hub from its start to its end, whoever it serves: until that is over or a signal says so. SIGHUP has the
/// configuration read again.
struct HubRun: Sendable {
    let hub: Hub
    let reloading: Reloading
    let log: StandardErrorLog

    /// Serves, and stops the hub in any case.
    ///
    /// - Parameters:
    ///   - serve: serves agents until there are none left or its task is cancelled.
    ///   - seeToRest: what has to be done beside it, until its task is cancelled.
    ///   - interrupt: ends `serve` where cancelling does not.
    func run(
        serve: @escaping @Sendable () async throws -> Void, seeToRest: @escaping @Sendable () async -> Void,
        interrupt: () async -> Void = {}
    ) async throws {
        do { try await untilOver(serve, seeToRest, interrupt) } catch {
            await hub.stop()
            await log.flush()
            throw CommandFailure(.hubFailed, error)
        }
        await hub.stop()
    }

    private func untilOver(
        _ serve: @escaping @Sendable () async throws -> Void, _ seeToRest: @escaping @Sendable () async -> Void,
        _ interrupt: () async -> Void
    ) async throws {
        let signals = Signals([SIGTERM, SIGINT, SIGHUP])
        let numbers = signals.numbers
        defer { signals.cancel() }
        await hub.start()
        try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask {
                try await serve()
                return true
            }
            group.addTask {
                for await number in numbers {
                    guard number == SIGHUP else { return true }
                    await reloading.request()
                }
                return false
            }
            group.addTask {
                await reloading.run()
                return false
            }
            group.addTask {
                await seeToRest()
                return false
            }
            for try await isOver in group where isOver { break }
            group.cancelAll()
            await interrupt()
            try await group.waitForAll()
        }
    }
}
