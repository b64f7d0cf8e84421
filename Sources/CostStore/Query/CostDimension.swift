/// What charges are grouped and filtered by.
public enum CostDimension: Hashable, Sendable {
    /// Who sells the service (`ProviderName`, or `ServiceProviderName` where that is missing).
    case provider
    /// The account that is invoiced, by its id.
    case billingAccount
    /// The subscription, linked account or project, by its id.
    case subAccount
    /// Its name.
    case subAccountName
    /// The service.
    case service
    /// The category of the service, one of FOCUS's 19.
    case serviceCategory
    /// The resource group.
    case resourceGroup
    /// The region, by its id, or by its name where it has none.
    case region
    /// The department that the rules give.
    case department
    /// What the department was found by.
    case departmentSource
    /// Usage, Purchase, Tax, Credit or Adjustment.
    case chargeCategory
    /// Standard, Dynamic, Committed or Other.
    case pricingCategory
    /// Used or Unused, for what a commitment covers.
    case commitmentStatus
    /// Reservation, Savings Plan or what else the provider calls it.
    case commitmentType
    /// The kind of resource.
    case resourceType
    /// The resource, by its id. Answered from the charges, not from rollups: name a short period.
    case resource
    /// The value of a tag, whose key is compared without regard to case. Answered from rollups by whole months only.
    case tag(String)

    /// All that need no argument, in the order in which they are listed to people.
    public static let plain: [CostDimension] = [
        .department, .service, .serviceCategory, .subAccount, .subAccountName, .resourceGroup, .region, .provider,
        .billingAccount, .chargeCategory, .pricingCategory, .commitmentStatus, .commitmentType, .resourceType,
        .departmentSource, .resource,
    ]

    /// Reads what ``name`` gives, in any case; `nil` for anything else.
    public init?(name: some StringProtocol) {
        if name.lowercased().hasPrefix("tag:"), name.count > 4 {
            self = .tag(String(name.dropFirst(4)))
            return
        }
        let wanted = name.lowercased()
        guard let found = Self.plain.first(where: { $0.name.lowercased() == wanted }) else { return nil }
        self = found
    }

    /// The name in queries and answers: `department`, `resourceGroup`, `tag:env`.
    public var name: String {
        switch self {
        case .provider: "provider"
        case .billingAccount: "billingAccount"
        case .subAccount: "subAccount"
        case .subAccountName: "subAccountName"
        case .service: "service"
        case .serviceCategory: "serviceCategory"
        case .resourceGroup: "resourceGroup"
        case .region: "region"
        case .department: "department"
        case .departmentSource: "departmentSource"
        case .chargeCategory: "chargeCategory"
        case .pricingCategory: "pricingCategory"
        case .commitmentStatus: "commitmentStatus"
        case .commitmentType: "commitmentType"
        case .resourceType: "resourceType"
        case .resource: "resource"
        case .tag(let key): "tag:\(key)"
        }
    }
}
