extension ProtocolVersion {
    /// The two ways in which peers have talked to each other.
    public enum Era: Hashable, Sendable, CaseIterable {
        /// With a handshake that binds version and capabilities to a session: until 2025-11-25.
        case legacy
        /// Without one: every request carries its version and capabilities. Since 2026-07-28.
        case modern
    }

    /// The era that the revision belongs to; text that is no date counts as legacy.
    public var era: Era { self >= .v2026_07_28 ? .modern : .legacy }
}
