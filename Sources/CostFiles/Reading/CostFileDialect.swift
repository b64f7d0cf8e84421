public import CostModel

/// Whose headers a file has.
public enum CostFileDialect: Hashable, Sendable {
    /// FOCUS; the lowest version that has all its columns.
    case focus(FocusVersion)
    /// An Azure export or report of actual or amortised costs, which have the same headers.
    case azure
}

extension CostFileDialect: CustomStringConvertible {
    /// `FOCUS 1.2` or `Azure`.
    public var description: String {
        switch self {
        case .focus(let version): "FOCUS \(version.rawValue)"
        case .azure: "Azure"
        }
    }
}
