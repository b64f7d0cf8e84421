public import CostModel

/// How a cost file is read.
public struct CostFileOptions: Sendable {
    /// What happens with rows that cannot be read.
    public enum Strictness: Hashable, Sendable {
        /// The reading fails, and tells up to so many problems. Nothing is given after the first of them.
        case strict(maximumProblems: Int)
        /// The others are given; the problems go to the sink.
        case lenient
    }

    /// Which rows are given.
    public enum Selection: Hashable, Sendable {
        /// All.
        case all
        /// Only purchases and refunds of reservations and savings plans: what an Azure file of actual costs adds to the
        /// file of amortised costs of the same month, which has everything else.
        case commitmentPurchases
    }

    /// What happens with rows that cannot be read; strict with 20 problems unless said otherwise.
    public var strictness: Strictness
    /// Which rows are given.
    public var selection: Selection
    /// The currency of files that name none; with `nil` these are refused.
    public var currency: Currency?
    /// The provider of FOCUS files that name none.
    public var provider: String?
    /// Whether the SHA-256 of the file is computed on the way.
    public var digests: Bool
    /// What a file may cost us.
    public var limits: CSVLimits
    /// How large batches are.
    public var batches: ChargeBatchBuilder.Limits

    /// The usual way: strict, all rows, with digest.
    public init(
        strictness: Strictness = .strict(maximumProblems: 20), selection: Selection = .all, currency: Currency? = nil,
        provider: String? = nil, digests: Bool = true, limits: CSVLimits = CSVLimits(),
        batches: ChargeBatchBuilder.Limits = ChargeBatchBuilder.Limits()
    ) {
        self.strictness = strictness
        self.selection = selection
        self.currency = currency
        self.provider = provider
        self.digests = digests
        self.limits = limits
        self.batches = batches
    }
}
