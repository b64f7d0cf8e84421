/// How long tests wait for what must happen. Nothing depends on how quickly it does.
enum Patience {
    #if THREAD_SANITIZER
    /// Programs that are watched are slow: it is not their speed that is tested.
    static let seconds = 120.0
    #else
    static let seconds = 20.0
    #endif

    /// Looks again and again until `look` finds something; for what cannot be waited for otherwise, such as files and
    /// processes.
    static func find<Found>(_ what: String, _ look: () async throws -> Found?) async throws -> Found {
        let end = ContinuousClock.now + .seconds(seconds)
        while ContinuousClock.now < end {
            if let found = try await look() { return found }
            try await Task.sleep(for: .milliseconds(10))
        }
        throw TrialFailure("waited in vain: \(what)")
    }

    /// Looks again and again until `condition` holds.
    static func until(_ what: String, _ condition: () async throws -> Bool) async throws {
        _ = try await find(what) { try await condition() ? true : nil }
    }
}

/// Why a test could not go on.
struct TrialFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
