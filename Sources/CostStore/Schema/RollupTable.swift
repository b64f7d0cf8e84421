/// Sums that are kept ready. Each has a twin without a key in which an import collects what it will add.
enum RollupTable: Int, CaseIterable, Sendable {
    /// By day and all of a facet.
    case daily
    /// By calendar month and all of a facet.
    case monthly
    /// By calendar month, facet and tags.
    case tagged
    /// By one dimension and day: what dashboards ask for.
    case narrow

    var name: String {
        switch self {
        case .daily: "daily"
        case .monthly: "monthly"
        case .tagged: "monthly_tags"
        case .narrow: "daily_by_dimension"
        }
    }

    var staging: String { "staged_\(name)" }

    /// The key, time first.
    var keys: [String] {
        switch self {
        case .daily: ["day", "facet", "slice"]
        case .monthly: ["month", "facet", "slice"]
        case .tagged: ["month", "facet", "tags", "slice"]
        case .narrow: ["dimension", "day", "value", "currency", "slice"]
        }
    }

    /// The column of time.
    var time: String { self == .daily || self == .narrow ? "day" : "month" }

    var bulk: BulkTable { BulkTable(staging, keys + ["charges"] + CostColumns.pairs) }

    /// The dimensions of ``narrow``; their places are stored, so new ones go to the end.
    static let narrowDimensions: [CostDimension] = [
        .department, .service, .serviceCategory, .subAccount, .region, .provider, .chargeCategory,
    ]
}
