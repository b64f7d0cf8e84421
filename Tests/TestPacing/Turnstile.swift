/// Lets only so many in at a time: tests run in parallel, and what they share or start is bounded.
package actor Turnstile {
    private var places: Int
    private var queue: [CheckedContinuation<Void, Never>] = []

    /// With room for so many.
    package init(places: Int) {
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
