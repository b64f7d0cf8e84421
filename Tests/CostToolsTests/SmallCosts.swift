import JSONRPC

/// Two months of two departments, of charges that belong to nobody, and of two currencies.
enum SmallCosts {
    static let csv = """
        BilledCost,EffectiveCost,BillingCurrency,ChargePeriodStart,ChargePeriodEnd,ServiceName,Tags
        100.00,100.00,USD,2026-10-03,2026-10-04,Compute,"{""department"":""A"",""env"":""prod""}"
        50.00,50.00,USD,2026-10-05,2026-10-06,Storage,"{""department"":""B""}"
        130.01,130.01,USD,2026-11-03,2026-11-04,Compute,"{""department"":""A"",""env"":""prod""}"
        20.02,20.02,USD,2026-11-10,2026-11-11,Storage,"{""department"":""B""}"
        10.00,10.00,USD,2026-11-20,2026-11-21,Network,
        7.01,7.01,EUR,2026-11-20,2026-11-21,Network,
        30.00,30.00,EUR,2026-11-21,2026-11-22,Storage,"{""department"":""B"",""env"":""test""}"

        """

    static let november: JSONValue = "2026-11"
}

extension JSONValue {
    /// The rows whose members have these texts.
    func rows(_ wanted: [String: JSONValue]) -> [JSONValue] {
        (array ?? []).filter { row in wanted.allSatisfy { row[$0.key] == $0.value } }
    }
}
