public import CostModel

/// Something that other parts of the program keep in the store, in a form of their own.
public struct StoredDocument: Hashable, Sendable {
    /// What it is.
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        /// A rule that alerts are raised by.
        case alertRule
        /// An alert that was raised, and its life.
        case alert
        /// What people decided on a recommendation.
        case recommendation
        /// How shared costs are split.
        case allocation
    }

    /// What it is.
    public var kind: Kind
    /// The id, unique within its kind.
    public var id: String
    /// The status to select by; what it may be is the owner's business.
    public var status: String
    /// The document, as JSON.
    public var body: String
    /// When it was last changed.
    public var moment: Instant

    /// Puts a document together.
    public init(kind: Kind, id: String, status: String = "", body: String, moment: Instant) {
        self.kind = kind
        self.id = id
        self.status = status
        self.body = body
        self.moment = moment
    }
}

/// How much of something there was on a day: requests, orders, customers.
public struct UsagePoint: Hashable, Sendable {
    /// The day.
    public var day: Day
    /// How much.
    public var value: Amount

    /// Puts a point together.
    public init(day: Day, value: Amount) {
        self.day = day
        self.value = value
    }
}
