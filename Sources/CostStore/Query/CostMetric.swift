/// Which cost is meant.
public enum CostMetric: String, CaseIterable, Hashable, Sendable, Codable {
    /// What is invoiced (`BilledCost`).
    case billed
    /// Purchases spread over what they cover (`EffectiveCost`).
    case effective
    /// At list prices (`ListCost`); a charge without one counts nothing.
    case list
    /// At negotiated prices without commitments (`ContractedCost`); a charge without one counts nothing.
    case contracted
}

/// How a period is cut into lines.
public enum CostGranularity: String, CaseIterable, Hashable, Sendable, Codable {
    /// Not at all.
    case none
    /// By day in UTC.
    case day
    /// By calendar month in UTC.
    case month
}
