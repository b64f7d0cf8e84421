public import CostModel
import Foundation

/// How the cost tools behave.
public struct CostToolsOptions: Sendable {
    /// The moment, by which `30d` or `last month` are laid; the system's clock unless set.
    public var now: @Sendable () -> Instant = { Instant(seconds: Int64(Date().timeIntervalSince1970)) }

    /// The defaults.
    public init() {}
}
