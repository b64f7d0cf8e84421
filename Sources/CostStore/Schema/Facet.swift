import CostModel

/// What charges are grouped by, interned: a row of `facets`.
enum Facet {
    /// The dimensions that are columns of `facets`, and the texts they are taken from; of several the first there is.
    static let dimensions: [(dimension: CostDimension, column: String, sources: [TextColumn])] = [
        (.provider, "provider", [.providerName, .serviceProviderName]),
        (.billingAccount, "billing_account", [.billingAccountId]),
        (.subAccount, "sub_account", [.subAccountId]),
        (.subAccountName, "sub_account_name", [.subAccountName]),
        (.service, "service", [.serviceName]),
        (.serviceCategory, "service_category", [.serviceCategory]),
        (.resourceGroup, "resource_group", [.resourceGroup]),
        (.region, "region", [.regionId, .regionName]),
        (.chargeCategory, "charge_category", [.chargeCategory]),
        (.pricingCategory, "pricing_category", [.pricingCategory]),
        (.commitmentStatus, "commitment_status", [.commitmentDiscountStatus]),
        (.commitmentType, "commitment_type", [.commitmentDiscountType]),
        (.resourceType, "resource_type", [.resourceType]),
    ]

    /// The columns in their order; the last three are not dimensions of the file.
    static let columns = dimensions.map(\.column) + ["currency", "department", "department_source"]
    static let currencyIndex = dimensions.count
    static let departmentIndex = dimensions.count + 1
    static let sourceIndex = dimensions.count + 2

    /// Dimensions with so many values that sums by day leave them out.
    static let fine: Set<CostDimension> = [.resourceGroup, .resourceType]

    /// The places of all columns but the fine ones.
    static let coarse: [Int] = {
        let left = Set(fine.compactMap { column(of: $0) })
        return columns.indices.filter { !left.contains(columns[$0]) }
    }()

    /// All texts that a facet is made from, besides those of the department.
    static let sources: [TextColumn] = {
        var seen = Set<TextColumn>()
        return (dimensions.flatMap(\.sources) + [.billingCurrency]).filter { seen.insert($0).inserted }
    }()

    static func column(of dimension: CostDimension) -> String? {
        switch dimension {
        case .department: "department"
        case .departmentSource: "department_source"
        default: dimensions.first { $0.dimension == dimension }?.column
        }
    }

    static func index(of dimension: CostDimension) -> Int? {
        column(of: dimension).flatMap { columns.firstIndex(of: $0) }
    }
}
