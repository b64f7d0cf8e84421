/// How far a reading has come.
public struct ReadProgress: Hashable, Sendable {
    /// Bytes of the file (packed, if it is) that were read.
    public var bytesRead: Int64 = 0
    /// Bytes of the file. 0 where that is not known.
    public var totalBytes: Int64 = 0
    /// Rows that were given.
    public var rows = 0
    /// Rows that could not be read.
    public var problems = 0
    /// Rows that were left out by the selection.
    public var leftOut = 0
    /// Numbers that had more than twelve decimals and were rounded, half to even.
    public var roundedAmounts = 0

    /// Nothing read yet.
    public init() {}
}
