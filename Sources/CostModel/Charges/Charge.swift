/// One line of a bill: a superset of FOCUS 1.0 to 1.4, read and written by column.
///
/// Convenient rather than fast: what moves by the million moves as ``ChargeBatch``.
public struct Charge: Hashable, Sendable {
    private var texts: [String?]
    private var amounts: [Amount?]
    private var instants: [Instant?]

    /// A charge without any value.
    public init() {
        texts = Array(repeating: nil, count: TextColumn.count)
        amounts = Array(repeating: nil, count: AmountColumn.count)
        instants = Array(repeating: nil, count: InstantColumn.count)
    }

    /// A text, or `nil` where there is none. An empty text is none.
    public subscript(column: TextColumn) -> String? {
        get { texts[column.rawValue] }
        set { texts[column.rawValue] = newValue?.isEmpty == true ? nil : newValue }
    }

    /// A number, or `nil` where there is none.
    public subscript(column: AmountColumn) -> Amount? {
        get { amounts[column.rawValue] }
        set { amounts[column.rawValue] = newValue }
    }

    /// A moment, or `nil` where there is none.
    public subscript(column: InstantColumn) -> Instant? {
        get { instants[column.rawValue] }
        set { instants[column.rawValue] = newValue }
    }

    /// The tags; empty where there are none or they cannot be read.
    public var tags: Tags {
        get { self[.tags].flatMap { try? Tags(json: $0) } ?? Tags() }
        set { self[.tags] = newValue.isEmpty ? nil : newValue.json }
    }

    /// The custom columns that have no column of their own here, texts by their `x_` names.
    public var custom: Tags {
        get { self[.custom].flatMap { try? Tags(json: $0) } ?? Tags() }
        set { self[.custom] = newValue.isEmpty ? nil : newValue.json }
    }

    /// The currency of the costs, when there is a proper one.
    public var currency: Currency? { self[.billingCurrency].flatMap { Currency($0) } }

    /// A cost in the billing currency; `nil` where cost or currency are missing.
    public func money(_ column: AmountColumn) -> Money? {
        guard let amount = self[column], let currency else { return nil }
        return Money(amount, currency)
    }

    /// The day that the charge counts for: that of its start.
    public var day: Day? { self[.chargePeriodStart]?.day }
}
