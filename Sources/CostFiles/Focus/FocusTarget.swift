import CostModel

/// Where a field of a FOCUS row goes.
enum FocusTarget: Hashable {
    case text(TextColumn)
    /// A text that is a flat JSON object.
    case tags(TextColumn)
    case currency(TextColumn)
    case amount(AmountColumn)
    case instant(InstantColumn)
    /// A custom column, by its `x_` name.
    case custom(String)
    case skip

    /// Where the columns of FOCUS go, by their comparable names.
    static let byKey: [String: FocusTarget] = {
        var targets: [String: FocusTarget] = [:]
        for column in TextColumn.allCases where column != .custom {
            targets[HeaderName.key(column.name)] = .text(column)
        }
        for column in AmountColumn.allCases { targets[HeaderName.key(column.name)] = .amount(column) }
        for column in InstantColumn.allCases { targets[HeaderName.key(column.name)] = .instant(column) }
        for column in [TextColumn.tags, .allocatedTags] { targets[HeaderName.key(column.name)] = .tags(column) }
        for column in [TextColumn.billingCurrency, .pricingCurrency] {
            targets[HeaderName.key(column.name)] = .currency(column)
        }
        return targets
    }()

    /// Other names for columns: those of the previews, and what providers wrote before FOCUS had the column.
    static let aliases: [String: FocusTarget] = [
        "billingaccount": .text(.billingAccountId),
        "invoiceissuer": .text(.invoiceIssuerName),
        "provider": .text(.providerName),
        "publisher": .text(.publisherName),
        "region": .text(.regionId),
        "chargesubcategory": .skip,
        "amortizedcost": .amount(.effectiveCost),
        "usagequantity": .amount(.consumedQuantity),
        "usageunit": .text(.consumedUnit),
        "pricingunitquantity": .amount(.pricingQuantity),
        "subaccount": .text(.subAccountId),
        "xinvoiceid": .text(.invoiceId),
        "xpricingcurrency": .currency(.pricingCurrency),
        "xskumetername": .text(.skuMeter),
        "xrejectreason": .skip,
    ]
}
