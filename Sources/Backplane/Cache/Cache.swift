public import NIOCore

/// Keeps answers for as long as the data that they were computed from is the present one.
///
/// Whoever asks for something that is being computed already waits for that: each answer is computed once.
public protocol Cache: Sendable {
    /// The value of a key at a version of the data, from memory or computed now.
    ///
    /// - Parameters:
    ///   - key: names the question, and for whom it is answered.
    ///   - version: names the data. A value of another version is never handed out.
    ///   - compute: answers the question; cancelled when nobody waits for it any more.
    /// - Throws: what `compute` throws, which is not kept; `CancellationError`.
    func value(
        of key: String, at version: String, compute: @escaping @Sendable () async throws -> ByteBuffer
    ) async throws -> ByteBuffer
}
