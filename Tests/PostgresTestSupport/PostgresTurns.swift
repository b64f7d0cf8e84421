/// Lets only so many tests use the shared server at a time: it has a bounded number of connections.
package actor PostgresTurns {
    package static let shared = PostgresTurns(places: 8)

    private var places: Int
    private var queue: [CheckedContinuation<Void, Never>] = []

    private init(places: Int) {
        self.places = places
    }

    /// Waits for a place, and keeps it while `body` runs.
    package nonisolated func pass(_ body: () async throws -> Void) async throws {
        await enter()
        do {
            try await body()
        } catch {
            await leave()
            throw error
        }
        await leave()
    }

    private func enter() async {
        guard places == 0 else {
            places -= 1
            return
        }
        await withCheckedContinuation { queue.append($0) }
    }

    private func leave() {
        if queue.isEmpty { places += 1 } else { queue.removeFirst().resume() }
    }
}
