/// The system refused something that waiting for descriptors needs.
public struct PollFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// What was to be done, as it stands in a sentence: `start a thread`.
    public let attempt: String
    /// The system's number for the reason (`errno`).
    public let code: Int32

    init(_ attempt: String, code: Int32) {
        self.attempt = attempt
        self.code = code
    }

    /// One sentence for people.
    public var description: String { "Cannot \(attempt): \(SystemCalls.message(of: code)) (error \(code))" }
}
