import TestPacing

extension Turnstile {
    /// For tests that start a hub, each of which brings several processes.
    static let hubs = Turnstile(places: 4)
}
