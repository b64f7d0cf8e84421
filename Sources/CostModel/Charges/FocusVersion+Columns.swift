extension FocusVersion {
    /// Whether the column is one of this version. Custom columns are of none.
    public func has(_ column: TextColumn) -> Bool {
        switch column {
        case .resourceGroup, .invoiceSection, .costCenter, .custom: false
        case .providerName, .publisherName: self < .v1_4
        case .serviceSubcategory, .skuMeter, .skuPriceDetails, .commitmentDiscountUnit, .capacityReservationId,
            .capacityReservationStatus:
            self >= .v1_1
        case .billingAccountType, .subAccountType, .invoiceId, .pricingCurrency: self >= .v1_2
        case .serviceProviderName, .hostProviderName, .contractApplied, .allocatedMethodId, .allocatedMethodDetails,
            .allocatedResourceId, .allocatedResourceName, .allocatedTags:
            self >= .v1_3
        case .invoiceDetailId, .commitmentProgramEligibilityDetails: self >= .v1_4
        default: true
        }
    }

    /// Whether the column is one of this version.
    public func has(_ column: AmountColumn) -> Bool {
        switch column {
        case .commitmentDiscountQuantity: self >= .v1_1
        case .pricingCurrencyContractedUnitPrice, .pricingCurrencyEffectiveCost, .pricingCurrencyListUnitPrice:
            self >= .v1_2
        default: true
        }
    }
}
