import CostModel

extension AzureMapping {
    /// Costs, prices and quantities.
    func setCosts(_ fields: inout AzureFields, in charge: inout Charge) throws(FieldProblem) {
        guard let code = fields.text(.billingCurrency) ?? currency?.code else {
            throw fields.problem(.billingCurrency, .missing)
        }
        guard let currency = Currency(code) else { throw fields.problem(.billingCurrency, .notACurrency) }
        guard let cost = try fields.amount(.cost) else { throw fields.problem(.cost, .missing) }
        let isCommitted = charge[.commitmentDiscountType] != nil
        charge[.billingCurrency] = currency.code
        charge[.billedCost] = isCommitted && charge[.chargeCategory] == "Usage" ? .zero : cost
        charge[.effectiveCost] = isCommitted && charge[.chargeCategory] == "Purchase" ? .zero : cost
        do throws(AmountError) {
            try setPrices(&fields, cost: cost, in: &charge)
        } catch {
            throw fields.problem(.cost, .notANumber)
        }
        try setPricingCurrency(&fields, in: &charge)
    }

    /// A price or quantity that is no number says nothing; the cost itself was read strictly.
    private func setPrices(_ fields: inout AzureFields, cost: Amount, in charge: inout Charge) throws(AmountError) {
        let quantity = try? fields.amount(.quantity)
        // Zero is what Azure writes where it has no price.
        let unitPrice = Self.price(.unitPrice, &fields)
        let listPrice = Self.price(.payGPrice, &fields)
        charge[.contractedUnitPrice] = unitPrice
        charge[.listUnitPrice] = listPrice
        let contracted = try product(unitPrice, quantity)
        charge[.contractedCost] = contracted ?? cost
        let listCost = try? fields.amount(.payGCost)
        let computed = try product(listPrice, quantity)
        charge[.listCost] = listCost ?? computed ?? charge[.contractedCost]
        guard let quantity, let measure = fields.text(.unitOfMeasure) else { return }
        try setUnits(quantity, measure, in: &charge)
    }

    private static func price(_ column: AzureColumn, _ fields: inout AzureFields) -> Amount? {
        guard let price = try? fields.amount(column), price != .zero else { return nil }
        return price
    }

    private func setUnits(_ quantity: Amount, _ measure: String, in charge: inout Charge) throws(AmountError) {
        let unit = OpenData.units[measure.lowercased()]
        let blockSize = (try? Amount(unit?.blockSize ?? "1")) ?? .one
        let name = unit?.name ?? measure
        charge[.pricingQuantity] = quantity
        charge[.pricingUnit] = blockSize == .one ? name : "\(blockSize) \(name)"
        guard charge[.chargeCategory] == "Usage", charge[.commitmentDiscountStatus] != "Unused" else { return }
        charge[.consumedQuantity] = try quantity.multiplied(by: blockSize)
        charge[.consumedUnit] = name
    }

    private func product(_ price: Amount?, _ quantity: Amount?) throws(AmountError) -> Amount? {
        guard let price, let quantity else { return nil }
        return try price.multiplied(by: quantity)
    }

    private func setPricingCurrency(_ fields: inout AzureFields, in charge: inout Charge) throws(FieldProblem) {
        guard let code = fields.text(.pricingCurrency) else { return }
        guard let currency = Currency(code) else { throw fields.problem(.pricingCurrency, .notACurrency) }
        charge[.pricingCurrency] = currency.code
        charge[.pricingCurrencyContractedUnitPrice] = currency == charge.currency ? charge[.contractedUnitPrice] : nil
        charge[.pricingCurrencyListUnitPrice] = currency == charge.currency ? charge[.listUnitPrice] : nil
        let inPricingCurrency = try fields.amount(.costInPricingCurrency)
        guard charge[.effectiveCost] != .zero else {
            charge[.pricingCurrencyEffectiveCost] = .zero
            return
        }
        charge[.pricingCurrencyEffectiveCost] =
            inPricingCurrency ?? (currency == charge.currency ? charge[.effectiveCost] : nil)
    }
}
