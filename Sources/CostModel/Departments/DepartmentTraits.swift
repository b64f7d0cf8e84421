/// What the department of a charge depends on.
public struct DepartmentTraits: Hashable, Sendable {
    /// The tags.
    public var tags: Tags
    /// The name of the resource group.
    public var resourceGroup: String?
    /// The id of the subscription or other sub-account.
    public var subAccountId: String?
    /// Its name.
    public var subAccountName: String?
    /// The MCA invoice section or EA department.
    public var invoiceSection: String?
    /// The cost centre.
    public var costCenter: String?

    /// Takes what is known.
    public init(
        tags: Tags = Tags(), resourceGroup: String? = nil, subAccountId: String? = nil, subAccountName: String? = nil,
        invoiceSection: String? = nil, costCenter: String? = nil
    ) {
        self.tags = tags
        self.resourceGroup = resourceGroup
        self.subAccountId = subAccountId
        self.subAccountName = subAccountName
        self.invoiceSection = invoiceSection
        self.costCenter = costCenter
    }

    /// Takes it from a charge.
    public init(_ charge: Charge) {
        self.init(
            tags: charge.tags, resourceGroup: charge[.resourceGroup], subAccountId: charge[.subAccountId],
            subAccountName: charge[.subAccountName], invoiceSection: charge[.invoiceSection],
            costCenter: charge[.costCenter])
    }

    /// The columns that a department depends on: charges that agree in them have the same one.
    public static let columns: [TextColumn] = [
        .tags, .resourceGroup, .subAccountId, .subAccountName, .invoiceSection, .costCenter,
    ]
}
