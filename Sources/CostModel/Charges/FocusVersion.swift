/// A version of the FinOps Open Cost and Usage Specification that is understood.
public enum FocusVersion: String, CaseIterable, Hashable, Sendable, Comparable {
    /// June 2024.
    case v1_0 = "1.0"
    /// November 2024.
    case v1_1 = "1.1"
    /// May 2025; what is written unless something else is asked for.
    case v1_2 = "1.2"
    /// December 2025.
    case v1_3 = "1.3"
    /// June 2026.
    case v1_4 = "1.4"

    /// Orders by age.
    public static func < (left: FocusVersion, right: FocusVersion) -> Bool {
        left.rawValue < right.rawValue
    }
}
