import CostModel

/// Fills in what a FOCUS file does not say and its other columns imply.
final class FocusDerivation {
    private let currency: Currency?
    private let provider: String?
    private let hasChargeEnd: Bool
    private let hasBillingPeriod: Bool
    private let hasEffectiveCost: Bool
    private let hasResourceGroup: Bool
    private let resourceGroups = ResourceGroupCodes()

    init(_ header: FocusHeader, _ options: CostFileOptions) {
        currency = header.has(.currency(.billingCurrency)) ? nil : options.currency
        let namesProvider = header.has(.text(.providerName)) || header.has(.text(.serviceProviderName))
        provider = namesProvider ? nil : options.provider
        hasChargeEnd = header.has(.instant(.chargePeriodEnd))
        hasBillingPeriod = header.has(.instant(.billingPeriodStart)) && header.has(.instant(.billingPeriodEnd))
        hasEffectiveCost = header.has(.amount(.effectiveCost))
        hasResourceGroup = header.has(.text(.resourceGroup))
    }

    func forget() {
        resourceGroups.forget()
    }

    /// Completes the row being filled. Throws when a charge ends before it begins.
    func complete(_ builder: inout ChargeBatchBuilder) throws(FieldProblem) {
        let start = builder.current(.chargePeriodStart)
        if let currency { builder.set(.billingCurrency, to: builder.code(of: currency.code)) }
        if let provider { builder.set(.providerName, to: builder.code(of: provider)) }
        if !hasChargeEnd { builder.set(.chargePeriodEnd, to: start.day.adding(days: 1).start) }
        if !hasBillingPeriod {
            let month = start.day.month
            builder.set(.billingPeriodStart, to: month.first.start)
            builder.set(.billingPeriodEnd, to: month.adding(1).first.start)
        }
        if !hasEffectiveCost { builder.set(.effectiveCost, to: builder.current(.billedCost)) }
        let end = builder.current(.chargePeriodEnd)
        if end.seconds != ChargeBatch.noInstant, end < start { throw FieldProblem(column: nil, reason: .period) }
        guard !hasResourceGroup else { return }
        let resource = builder.current(.resourceId)
        if resource != 0 { builder.set(.resourceGroup, to: resourceGroups.code(of: resource, in: &builder)) }
    }
}
