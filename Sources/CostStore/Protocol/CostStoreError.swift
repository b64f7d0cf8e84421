/// What went wrong in a store, where, and what to do.
public struct CostStoreError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What kind of thing went wrong.
    public enum Code: Hashable, Sendable {
        /// The store cannot be opened or reached: wrong path, address or password, no permission, server away.
        case unavailable
        /// Another process has the store open for writing, or holds a lock too long.
        case locked
        /// No space is left on the disk, or a file may not grow.
        case full
        /// The store, or its file, may only be read.
        case readOnly
        /// The schema is of another version than this program needs.
        case schema
        /// The file is no store, or damaged.
        case damaged
        /// The connection was lost in the middle.
        case connectionLost
        /// It took longer than is allowed.
        case timeout
        /// It was cancelled.
        case cancelled
        /// The question itself is wrong.
        case invalid
        /// The answer has too many groups, or a sum does not fit.
        case tooLarge
        /// A charge cannot be kept as it is.
        case badCharge
        /// Anything else that the database reports.
        case failed
    }

    /// What kind of thing went wrong.
    public let code: Code
    /// What happened, where, and what to do; without secrets.
    public let message: String

    /// Puts an error together.
    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// The message.
    public var description: String { message }
}
