/// Says what a result is, since 2026-07-28. An unknown one makes the whole result invalid, unless it belongs to an
/// extension that the client has declared.
public struct ResultType: OpenStringSet {
    /// The type as it is written in messages.
    public let rawValue: String

    /// Takes any text.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The exchange is over and the result holds what was asked for.
    public static let complete = ResultType(rawValue: "complete")
    /// The server asks back before it can go on: see ``InputRequiredResult``.
    public static let inputRequired = ResultType(rawValue: "input_required")
}
