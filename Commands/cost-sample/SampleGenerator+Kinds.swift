import CostModel

extension SampleGenerator {
    /// Usage that a reservation covers: billed nothing, at two thirds of the price.
    func cover(_ charge: inout Charge, resource: Int) {
        let reservation = "/providers/microsoft.capacity/reservationorders/\(Self.guid(resource % 9))"
        charge[.pricingCategory] = "Committed"
        charge[.commitmentDiscountId] = reservation
        charge[.commitmentDiscountName] = "reservation-\(resource % 9)"
        charge[.commitmentDiscountCategory] = "Usage"
        charge[.commitmentDiscountType] = "Reservation"
        charge[.commitmentDiscountStatus] = resource.isMultiple(of: 11) ? "Unused" : "Used"
        charge[.commitmentDiscountQuantity] = charge[.pricingQuantity]
        charge[.commitmentDiscountUnit] = "Hours"
        charge[.effectiveCost] = try? charge[.contractedCost]?.scaled(by: 2, over: 3)
        charge[.pricingCurrencyEffectiveCost] = charge[.effectiveCost]
        charge[.billedCost] = .zero
    }

    /// The purchase of a reservation: billed now, in effect with what it covers.
    func makePurchase(_ charge: inout Charge) {
        charge[.chargeCategory] = "Purchase"
        charge[.chargeFrequency] = "Recurring"
        charge[.commitmentDiscountId] = "/providers/microsoft.capacity/reservationorders/\(Self.guid(1))"
        charge[.commitmentDiscountName] = "reservation-1"
        charge[.commitmentDiscountCategory] = "Usage"
        charge[.commitmentDiscountType] = "Reservation"
        charge[.consumedQuantity] = nil
        charge[.consumedUnit] = nil
        charge[.effectiveCost] = .zero
        charge[.pricingCurrencyEffectiveCost] = .zero
    }

    func makeCredit(_ charge: inout Charge) {
        strip(&charge, category: "Credit")
        for column in [AmountColumn.billedCost, .effectiveCost, .listCost, .contractedCost] {
            charge[column] = charge[column].map { -$0 }
        }
    }

    func makeTax(_ charge: inout Charge) {
        strip(&charge, category: "Tax")
    }

    /// Takes away what only usage and purchases have.
    private func strip(_ charge: inout Charge, category: String) {
        charge[.chargeCategory] = category
        charge[.chargeFrequency] = "One-Time"
        charge[.chargeDescription] = category
        for column in [
            TextColumn.pricingCategory, .pricingUnit, .consumedUnit, .skuId, .skuMeter, .skuPriceId, .skuPriceDetails,
        ] {
            charge[column] = nil
        }
        for column in [
            AmountColumn.pricingQuantity, .consumedQuantity, .listUnitPrice, .contractedUnitPrice,
            .pricingCurrencyListUnitPrice, .pricingCurrencyContractedUnitPrice,
        ] {
            charge[column] = nil
        }
    }
}
