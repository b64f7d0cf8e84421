import HTTPServing
import HTTPTypes
import Hummingbird
import JSONRPC
import NIOCore

/// The events as server-sent events (HTML, 9.2).
extension APIService {
    /// Opens a stream of what the query asks for: `types=cost_updates,hub_status`.
    func events(_ request: APIRequest, _ caller: HTTPCaller) async throws -> APIAnswer {
        let query = try QueryItems(parsing: request.query?[...])
        let filters = try Self.filters(query)
        let after = try Self.after(request, query)
        guard request.method != .head else { return APIAnswer(.ok, ByteBuffer(), type: "text/event-stream") }
        let queue = LiveQueue()
        guard let key = feed.join(caller.principal, queue, limit: options.liveConnections, hasBeat: true) else {
            var problem = Problem(.serviceUnavailable, "\(options.liveConnections) connections listen already.")
            problem.fields[.retryAfter] = "10"
            throw problem
        }
        hangUps.watch(request.fields) { queue.end() }
        let sequence = feed.lastSequence
        feed.listen(key, to: filters)
        let isGone = after.map { feed.replay(after: $0, to: key) == nil } ?? false
        let body = ResponseBody { [feed] writer in
            defer { feed.leave(key) }
            try await writer.write(ByteBuffer(string: "event: welcome\ndata: {\"sequence\":\(sequence)}\n\n"))
            if isGone { try await writer.write(ByteBuffer(string: "event: gone\ndata: {}\n\n")) }
            while let batch = await queue.next() { try await writer.write(Self.written(batch)) }
            try await writer.finish(nil)
        }
        var answer = APIAnswer(stream: body, type: "text/event-stream")
        answer.fields[.cacheControl] = "no-store"
        return answer
    }

    private static func written(_ batch: (items: [LiveQueue.Item], lost: Int)) -> ByteBuffer {
        var buffer = ByteBuffer()
        if batch.lost > 0 { buffer.writeString("event: dropped\ndata: {\"count\":\(batch.lost)}\n\n") }
        for item in batch.items {
            guard !item.text.isEmpty else {
                buffer.writeString(": \n\n")
                continue
            }
            if let sequence = item.sequence { buffer.writeString("id: \(sequence)\n") }
            buffer.writeString("data: \(item.text)\n\n")
        }
        return buffer
    }

    private static func filters(_ query: QueryItems) throws(Problem) -> [LiveFilter] {
        let names = ArgumentForm.parts(query["types"])
        guard !names.isEmpty else { return LiveTopic.allCases.map { LiveFilter(topic: $0) } }
        var filters: [LiveFilter] = []
        for name in names {
            guard let topic = LiveTopic(rawValue: name) else { throw .unknownTopic(name) }
            filters.append(LiveFilter(topic: topic))
        }
        return filters
    }

    private static func after(_ request: APIRequest, _ query: QueryItems) throws(Problem) -> Int64? {
        guard let text = request.fields[.named("Last-Event-ID")] ?? query["after"].last else { return nil }
        guard let sequence = Int64(text), sequence >= 0 else {
            throw .badRequest("after and Last-Event-ID are the number of an event.")
        }
        return sequence
    }
}

extension Problem {
    static func unknownTopic(_ name: String) -> Problem {
        let known = LiveTopic.allCases.map(\.rawValue).joined(separator: ", ")
        return .badRequest("There are no events '\(name.prefix(64))'; there are \(known).")
    }
}
