import CostModel

/// Which sums are kept ready, slice by slice, and what tells them apart besides their time.
enum RollupKind: Hashable, Sendable {
    /// By one of ``dimensions`` and day: what dashboards ask for.
    case dimension(Int)
    /// By day and all of a facet but what ``Facet/fine`` names.
    case days
    /// By calendar month and all of a facet but what ``Facet/fine`` names.
    case months
    /// By calendar month, all of a facet, and tags.
    case tagged

    /// How the kind is stored.
    var number: Int64 {
        switch self {
        case .days: 1
        case .months: 2
        case .tagged: 3
        case .dimension(let index): 16 + Int64(index)
        }
    }

    /// Reads ``number``; `nil` for any other.
    init?(number: Int64) {
        switch number {
        case 1: self = .days
        case 2: self = .months
        case 3: self = .tagged
        case 16..<(16 + Int64(Self.dimensions.count)): self = .dimension(Int(number) - 16)
        default: return nil
        }
    }

    /// The dimensions that have sums of their own; their places are stored, so new ones go to the end.
    static let dimensions: [CostDimension] = [
        .department, .service, .serviceCategory, .subAccount, .region, .provider, .chargeCategory,
    ]

    /// What a key has, in order: columns of `facets`, or `value` for that of the one dimension.
    var columns: [String] {
        switch self {
        case .dimension: Self.narrowColumns
        case .days, .months: Self.coarseColumns
        case .tagged: Self.taggedColumns
        }
    }

    private static let narrowColumns = ["value", "currency"]
    private static let coarseColumns = Facet.coarse.map { Facet.columns[$0] }
    private static let taggedColumns = Facet.columns + ["tags"]

    /// Where a key has a dimension; for tags, where it has all of them.
    func place(of dimension: CostDimension) -> Int? {
        if case .dimension(let index) = self { return Self.dimensions[index] == dimension ? 0 : nil }
        if case .tag = dimension { return columns.firstIndex(of: "tags") }
        return Facet.column(of: dimension).flatMap { columns.firstIndex(of: $0) }
    }

    /// Where a key has the currency.
    var currencyPlace: Int { columns.firstIndex(of: "currency") ?? 0 }

    /// Whether time is counted in months instead of days.
    var isByMonth: Bool { self == .months || self == .tagged }

    /// The times of a period, whose months must be whole where time is counted in months.
    func times(of period: Period) -> Range<Int64> {
        isByMonth
            ? Int64(period.start.month.number)..<Int64(period.end.month.number)
            : Int64(period.start.number)..<Int64(period.end.number)
    }

    /// The table of all kinds. What one import adds to a slice may be in several parts, whose sums are added up.
    static let table = BulkTable("rollups", ["slice", "kind", "part", "body"], last: .bytes)
}
