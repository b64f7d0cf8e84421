/// Why a model stopped. Providers have reasons of their own.
public struct StopReason: OpenStringSet {
    /// The reason as it is written in messages.
    public let rawValue: String

    /// Takes any text.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// It had said everything.
    public static let endTurn = StopReason(rawValue: "endTurn")
    /// It wrote one of the texts at which it was to stop.
    public static let stopSequence = StopReason(rawValue: "stopSequence")
    /// It wrote as many tokens as it was allowed.
    public static let maxTokens = StopReason(rawValue: "maxTokens")
    /// It wishes to call a tool. Since 2025-11-25.
    public static let toolUse = StopReason(rawValue: "toolUse")
}
