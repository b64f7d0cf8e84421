import CostModel

/// How the columns of a charge are laid out in `charges` and `tuples`.
enum ChargeTable {
    /// The columns between the key and the details.
    static let valueColumns =
        ["day", "facet", "account", "product", "place", "resource", "tags", "custom", "line"]
        + CostColumns.pairs

    static func bulk(_ dialect: SQLDialect) -> BulkTable {
        let key = dialect == .sqlite ? ["id"] : ["month", "sub_account", "id"]
        return BulkTable("charges", key + valueColumns + ["details"], last: .bytes)
    }

    /// Columns whose values usually come together. Stored by their place: new ones go to the end of a list.
    enum Tuple: Int64, CaseIterable, Sendable {
        case account = 1
        case product = 2
        case place = 3

        var texts: [TextColumn] {
            switch self {
            case .account:
                [
                    .billingAccountId, .billingAccountName, .billingAccountType, .subAccountId, .subAccountName,
                    .subAccountType, .invoiceId, .invoiceIssuerName, .providerName, .publisherName,
                    .serviceProviderName, .hostProviderName, .billingCurrency, .invoiceSection, .costCenter,
                ]
            case .product:
                [
                    .pricingCurrency, .chargeCategory, .chargeClass, .chargeDescription, .chargeFrequency,
                    .pricingCategory, .pricingUnit, .consumedUnit, .serviceName, .serviceCategory,
                    .serviceSubcategory, .skuId, .skuMeter, .skuPriceId, .skuPriceDetails,
                ]
            case .place:
                [
                    .resourceName, .resourceType, .resourceGroup, .regionId, .regionName, .availabilityZone,
                    .commitmentDiscountId, .commitmentDiscountName, .commitmentDiscountCategory,
                    .commitmentDiscountType, .commitmentDiscountStatus, .commitmentDiscountUnit,
                    .capacityReservationId, .capacityReservationStatus, .commitmentProgramEligibilityDetails,
                    .contractApplied, .allocatedMethodId, .allocatedMethodDetails, .allocatedResourceId,
                    .allocatedResourceName, .allocatedTags,
                ]
            }
        }

        var amounts: [AmountColumn] {
            self == .product
                ? [
                    .listUnitPrice, .contractedUnitPrice, .pricingCurrencyContractedUnitPrice,
                    .pricingCurrencyListUnitPrice,
                ] : []
        }
    }

    /// Texts that have a column of their own in `charges`, in the order of those columns.
    static let ownTexts: [TextColumn] = [.resourceId, .tags, .custom, .invoiceDetailId]

    /// Numbers that each charge has its own of; they are packed into its details.
    static let ownAmounts: [AmountColumn] = [
        .pricingQuantity, .consumedQuantity, .commitmentDiscountQuantity, .pricingCurrencyEffectiveCost,
    ]
}
