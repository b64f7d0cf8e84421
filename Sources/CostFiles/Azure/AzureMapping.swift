import CostModel

/// Maps a row of actual or amortised Azure costs to a FOCUS charge.
///
/// Actual and amortised files need no telling apart: usage that a commitment covers is billed nothing whatever the file
/// says, and a purchase of a commitment has no effect of its own. Prices and costs are those of the row: `UnitPrice` and
/// `PayGPrice` are for one unit of measure, and `Quantity` counts these (`Quantity` times `EffectivePrice` is `Cost`, see
/// docs/decisions/0016), so a pricing unit is the unit of measure and a consumed unit what it is made of.
struct AzureMapping {
    /// The currency of rows that name none.
    let currency: Currency?

    func charge(_ fields: inout AzureFields) throws(FieldProblem) -> Charge {
        var charge = Charge()
        setAccount(fields, in: &charge)
        try setPeriod(fields, in: &charge)
        setKind(fields, in: &charge)
        setCommitment(fields, in: &charge)
        try setCosts(&fields, in: &charge)
        AzureResourceMapping.set(fields, in: &charge)
        charge[.chargeDescription] = fields.text(.product) ?? fields.text(.meterName)
        charge[.skuMeter] = fields.text(.meterName)
        charge[.skuId] = fields.text(.productId) ?? fields.text(.partNumber) ?? fields.text(.meterId)
        charge[.skuPriceId] = fields.text(.meterId)
        try setTags(fields, in: &charge)
        return charge
    }

    /// Whether the row buys or gives back a reservation or savings plan.
    static func isCommitmentPurchase(_ fields: AzureFields) -> Bool {
        let isPurchase = ["purchase", "refund"].contains(fields.text(.chargeType)?.lowercased())
        return isPurchase && isCommitted(fields)
    }

    private static func isCommitted(_ fields: AzureFields) -> Bool {
        ["reservation", "savingsplan"].contains(fields.text(.pricingModel)?.lowercased())
    }

    private func setAccount(_ fields: AzureFields, in charge: inout Charge) {
        charge[.billingAccountId] = Self.billingAccount(fields)
        charge[.billingAccountName] = fields.text(.billingProfileName) ?? fields.text(.billingAccountName)
        if let id = fields.text(.subscriptionId) {
            charge[.subAccountId] = id.hasPrefix("/") ? id.lowercased() : "/subscriptions/\(id.lowercased())"
            charge[.subAccountType] = "Subscription"
        }
        charge[.subAccountName] = fields.text(.subscriptionName)
        charge[.invoiceId] = fields.text(.invoiceId)
        charge[.invoiceSection] = fields.text(.invoiceSectionName)
        charge[.costCenter] = fields.text(.costCenter)
        charge[.invoiceIssuerName] = fields.text(.partnerName) ?? "Microsoft"
        charge[.providerName] = "Microsoft"
        charge[.publisherName] = fields.text(.publisherName) ?? "Microsoft"
    }

    /// The EA account or MCA billing profile, as Azure's own FOCUS export names them.
    private static func billingAccount(_ fields: AzureFields) -> String? {
        let profile = fields.text(.billingProfileId)
        guard let account = fields.text(.billingAccountId) else { return profile }
        if let profile, profile.hasPrefix("/") { return profile }
        let id = account.hasPrefix("/") ? account : "/providers/Microsoft.Billing/billingAccounts/\(account)"
        guard let profile, profile != account, !profile.isEmpty else { return id }
        return "\(id)/billingProfiles/\(profile)"
    }

    private func setPeriod(_ fields: AzureFields, in charge: inout Charge) throws(FieldProblem) {
        guard let day = try fields.day(.date) else { throw fields.problem(.date, .missing) }
        charge[.chargePeriodStart] = day.start
        charge[.chargePeriodEnd] = day.adding(days: 1).start
        // Azure names the first and the last day of the month; a few reports name the first of the next.
        let first = try fields.day(.billingPeriodStart) ?? day.month.first
        charge[.billingPeriodStart] = first.start
        charge[.billingPeriodEnd] = first.adding(months: 1).start
    }

    private func setKind(_ fields: AzureFields, in charge: inout Charge) {
        let type = fields.text(.chargeType)?.lowercased() ?? "usage"
        switch type {
        case "purchase", "tax", "credit", "adjustment":
            charge[.chargeCategory] = type.prefix(1).uppercased() + type.dropFirst()
        case "refund":
            charge[.chargeCategory] = "Purchase"
            charge[.chargeClass] = "Correction"
        case "roundingadjustment": charge[.chargeCategory] = "Adjustment"
        default: charge[.chargeCategory] = "Usage"
        }
        switch fields.text(.frequency)?.lowercased().filter(\.isLetter) {
        case "onetime": charge[.chargeFrequency] = "One-Time"
        case "recurring": charge[.chargeFrequency] = "Recurring"
        default: charge[.chargeFrequency] = charge[.chargeCategory] == "Usage" ? "Usage-Based" : "One-Time"
        }
        guard charge[.chargeCategory] == "Usage" || charge[.chargeCategory] == "Purchase" else { return }
        switch fields.text(.pricingModel)?.lowercased() {
        case "spot": charge[.pricingCategory] = "Dynamic"
        case "reservation", "savingsplan": charge[.pricingCategory] = "Committed"
        default: charge[.pricingCategory] = "Standard"
        }
    }

    private func setCommitment(_ fields: AzureFields, in charge: inout Charge) {
        guard Self.isCommitted(fields) else { return }
        let id = fields.text(.benefitId) ?? Self.reservation(fields)
        let isSavingsPlan = fields.text(.pricingModel)?.lowercased() == "savingsplan"
        charge[.commitmentDiscountId] = id
        charge[.commitmentDiscountName] = fields.text(.benefitName) ?? fields.text(.reservationName)
        charge[.commitmentDiscountType] = isSavingsPlan ? "Savings Plan" : "Reservation"
        charge[.commitmentDiscountCategory] = isSavingsPlan ? "Spend" : "Usage"
        guard charge[.chargeCategory] == "Usage" else { return }
        let isUnused = fields.text(.chargeType)?.lowercased().hasPrefix("unused") == true
        charge[.commitmentDiscountStatus] = isUnused ? "Unused" : "Used"
    }

    private static func reservation(_ fields: AzureFields) -> String? {
        guard let id = fields.text(.reservationId) else { return fields.text(.productOrderId) }
        guard !id.hasPrefix("/"), let order = fields.text(.productOrderId) else { return id }
        return "/providers/Microsoft.Capacity/reservationOrders/\(order)/reservations/\(id)"
    }

    private func setTags(_ fields: AzureFields, in charge: inout Charge) throws(FieldProblem) {
        guard let text = fields.text(.tags) else { return }
        do throws(TagsError) {
            charge.tags = try Tags(json: text)
        } catch {
            throw fields.problem(.tags, .notTags)
        }
    }
}
