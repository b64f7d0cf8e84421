import HTTPTypes
import JSONRPC

/// The answers to requests that change something, so that one which is sent again is not done again.
actor IdempotencyTable {
    /// Which request it is.
    struct Key: Hashable, Sendable {
        let principal: String
        let method: String
        let path: String
        let key: String
    }

    private struct Entry {
        let arguments: JSONObject
        let number: Int
        let work: Task<APIAnswer, any Error>
    }

    private var entries: [Key: Entry] = [:]
    private var count = 0

    /// How many answers are kept; of more, the oldest are forgotten.
    private static let maximumCount = 256

    /// Does what a request asks for, or gives the answer to the same request before. What has begun is done, whether
    /// somebody waits for it or not.
    ///
    /// - Throws: ``Problem`` 422 when the key belongs to another request; what `work` throws, which is not kept.
    func answer(
        _ key: Key, _ arguments: JSONObject, work: @escaping @Sendable () async throws -> APIAnswer
    ) async throws -> APIAnswer {
        if let entry = entries[key] {
            guard entry.arguments == arguments else {
                throw Problem(.unprocessableContent, "This Idempotency-Key belongs to another request.")
            }
            var answer = try await entry.work.value
            answer.fields[.named("Idempotency-Replayed")] = "true"
            return answer
        }
        count += 1
        let entry = Entry(arguments: arguments, number: count, work: Task { try await work() })
        entries[key] = entry
        if entries.count > Self.maximumCount, let oldest = entries.min(by: { $0.value.number < $1.value.number }) {
            entries[oldest.key] = nil
        }
        do { return try await entry.work.value } catch {
            if entries[key]?.number == entry.number { entries[key] = nil }
            throw error
        }
    }
}
