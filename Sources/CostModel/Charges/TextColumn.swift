/// A column of text of a charge: those of FOCUS 1.0 to 1.4, and a few more that departments are found by.
///
/// The raw value is the place of the column in a row of a ``ChargeBatch``. It may change between versions of the
/// program: store names, not numbers.
public enum TextColumn: Int, CaseIterable, Hashable, Sendable {
    /// The account that is invoiced: EA enrolment, MCA billing profile, payer account.
    case billingAccountId
    /// Its name.
    case billingAccountName
    /// What kind of billing account it is (1.2).
    case billingAccountType
    /// The subscription, linked account or project.
    case subAccountId
    /// Its name.
    case subAccountName
    /// What kind of sub-account it is (1.2).
    case subAccountType
    /// The invoice that the charge is on (1.2).
    case invoiceId
    /// The line of the invoice (1.4).
    case invoiceDetailId
    /// Who sends the invoice.
    case invoiceIssuerName
    /// Who sells the service; removed in 1.4.
    case providerName
    /// Who made the service; removed in 1.4.
    case publisherName
    /// Who provides the service (1.3).
    case serviceProviderName
    /// On whose infrastructure it runs (1.3).
    case hostProviderName
    /// The currency of all costs, by its ISO 4217 code.
    case billingCurrency
    /// The currency of the price list (1.2).
    case pricingCurrency
    /// Usage, Purchase, Tax, Credit or Adjustment.
    case chargeCategory
    /// Correction, or nothing.
    case chargeClass
    /// What is charged, in words.
    case chargeDescription
    /// One-Time, Recurring or Usage-Based.
    case chargeFrequency
    /// Standard, Dynamic, Committed or Other.
    case pricingCategory
    /// The unit that prices are for.
    case pricingUnit
    /// The unit of what was consumed.
    case consumedUnit
    /// The service.
    case serviceName
    /// One of the 19 categories of FOCUS.
    case serviceCategory
    /// A finer category (1.1).
    case serviceSubcategory
    /// What is sold.
    case skuId
    /// What is metered (1.1).
    case skuMeter
    /// The price of what is sold.
    case skuPriceId
    /// Properties of the price, as JSON (1.1).
    case skuPriceDetails
    /// The resource.
    case resourceId
    /// Its name.
    case resourceName
    /// What kind of resource it is.
    case resourceType
    /// The region.
    case regionId
    /// Its name.
    case regionName
    /// The zone in the region.
    case availabilityZone
    /// The reservation or savings plan.
    case commitmentDiscountId
    /// Its name.
    case commitmentDiscountName
    /// Spend or Usage.
    case commitmentDiscountCategory
    /// What the provider calls it.
    case commitmentDiscountType
    /// Used or Unused.
    case commitmentDiscountStatus
    /// The unit of the commitment (1.1).
    case commitmentDiscountUnit
    /// The capacity reservation (1.1).
    case capacityReservationId
    /// Used or Unused (1.1).
    case capacityReservationStatus
    /// Which programmes could cover it, as JSON (1.4).
    case commitmentProgramEligibilityDetails
    /// Which contract commitments apply, as JSON (1.3).
    case contractApplied
    /// How a shared cost was split (1.3).
    case allocatedMethodId
    /// Details of the split, as JSON (1.3).
    case allocatedMethodDetails
    /// What the part was given to (1.3).
    case allocatedResourceId
    /// Its name (1.3).
    case allocatedResourceName
    /// Its tags, in the canonical form of ``Tags`` (1.3).
    case allocatedTags
    /// The tags, in the canonical form of ``Tags``.
    case tags
    /// The resource group; not of FOCUS, but kept apart because people ask by it.
    case resourceGroup
    /// The MCA invoice section or EA department.
    case invoiceSection
    /// The cost centre of the invoice section or subscription.
    case costCenter
    /// All other custom columns: a JSON object of texts in the canonical form of ``Tags``, by their `x_` names.
    case custom

    /// How many there are.
    @inlinable public static var count: Int { 55 }

    /// The name in FOCUS, or the `x_` name; `custom` for the one that has no column of its own.
    public var name: String { TextColumn.names[rawValue] }

    private static let names = [
        "BillingAccountId", "BillingAccountName", "BillingAccountType", "SubAccountId", "SubAccountName",
        "SubAccountType", "InvoiceId", "InvoiceDetailId", "InvoiceIssuerName", "ProviderName", "PublisherName",
        "ServiceProviderName", "HostProviderName", "BillingCurrency", "PricingCurrency", "ChargeCategory",
        "ChargeClass", "ChargeDescription", "ChargeFrequency", "PricingCategory", "PricingUnit", "ConsumedUnit",
        "ServiceName", "ServiceCategory", "ServiceSubcategory", "SkuId", "SkuMeter", "SkuPriceId", "SkuPriceDetails",
        "ResourceId", "ResourceName", "ResourceType", "RegionId", "RegionName", "AvailabilityZone",
        "CommitmentDiscountId", "CommitmentDiscountName", "CommitmentDiscountCategory", "CommitmentDiscountType",
        "CommitmentDiscountStatus", "CommitmentDiscountUnit", "CapacityReservationId", "CapacityReservationStatus",
        "CommitmentProgramEligibilityDetails", "ContractApplied", "AllocatedMethodId", "AllocatedMethodDetails",
        "AllocatedResourceId", "AllocatedResourceName", "AllocatedTags", "Tags", "x_ResourceGroupName",
        "x_InvoiceSectionName", "x_CostCenter", "custom",
    ]
}
