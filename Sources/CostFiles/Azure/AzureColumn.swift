/// A column of an Azure file of actual or amortised costs, whatever it is called there.
enum AzureColumn: Int, CaseIterable {
    case billingAccountId, billingAccountName, billingProfileId, billingProfileName
    case billingPeriodStart, billingPeriodEnd, servicePeriodStart, servicePeriodEnd
    case accountName, accountOwnerId, subscriptionId, subscriptionName
    case date, product, productId, partNumber, meterId, meterCategory, meterSubCategory, meterName, meterRegion
    case serviceFamily, serviceTier, serviceInfo1, serviceInfo2
    case quantity, unitOfMeasure, effectivePrice, unitPrice, payGPrice
    case cost, costInPricingCurrency, payGCost, costInUsd
    case billingCurrency, pricingCurrency, exchangeRate, exchangeRateDate
    case resourceLocation, availabilityZone, consumedService, resourceId, resourceName, resourceGroup, resourceType
    case additionalInfo, tags
    case invoiceId, invoiceSectionId, invoiceSectionName, costCenter
    case reservationId, reservationName, benefitId, benefitName, productOrderId, productOrderName, term
    case offerId, isAzureCreditEligible, planName, publisherType, publisherId, publisherName
    case chargeType, frequency, pricingModel, costAllocationRuleName
    case customerTenantId, customerName, partnerName, resellerName, resellerMpnId
    case partnerEarnedCreditApplied, partnerEarnedCreditRate
}
