package import TestPacing

extension Turnstile {
    /// For tests that use the shared server, which has a bounded number of connections.
    package static let postgres = Turnstile(places: 8)
}
