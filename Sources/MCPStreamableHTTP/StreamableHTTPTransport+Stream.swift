import HTTPClient
import JSONRPC
import Locking
import MCP
import NIOCore

/// Streams of events: those that hold an answer, and the one that listens.
extension StreamableHTTPTransport {
    /// How reading a stream has ended.
    private enum End {
        /// The answer was among the events.
        case answered
        /// Without it; what is known for taking the stream up again.
        case broken(Resumption)
        case cancelled
    }

    /// Where a stream can be taken up again.
    private struct Resumption {
        var lastEventID = ""
        var retry: Duration?
        var failure: HTTPClientError?
        /// How often nothing new has come.
        var attempts = 0
    }

    /// Hands up the events of an answer's stream, and takes it up again where a legacy server allows that.
    func takeStream(_ response: HTTPResponse, _ message: OutgoingMessage, _ id: RequestID) async {
        var end = await read(response, Resumption()) { await self.handUp($0, message, id) }
        while case .broken(var resumption) = end {
            let mayResume = message.modernVersion == nil && !resumption.lastEventID.isEmpty
            guard mayResume, resumption.attempts < options.maximumReconnects else {
                return await refuse(id, lost(resumption))
            }
            resumption.attempts += 1
            guard await pause(resumption) else { return }
            end = await resume(resumption) { await self.handUp($0, message, id) }
        }
    }

    private func lost(_ resumption: Resumption) -> RPCError {
        let cause = resumption.failure.map { ": \($0)" } ?? ""
        return .internalError("The stream from \(url.origin) ended before the answer came\(cause)")
    }

    /// Begins to listen for what a legacy server sends of its own accord.
    ///
    /// Returns when the server has opened the stream or refused to, because until then it throws away what it would
    /// send there; or when that takes longer than it is allowed to.
    func listen() async {
        let (opened, signal) = AsyncStream.makeStream(of: Never.self)
        guard session.withLock({ $0.listen(Task { await self.listenAlways(signal) }) }) else { return }
        await withTaskGroup(of: Void.self) { group in
            group.addTask { for await _ in opened {} }
            group.addTask { try? await self.options.clock.sleep(for: self.options.listenTime) }
            await group.next()
            group.cancelAll()
        }
    }

    private func listenAlways(_ opened: AsyncStream<Never>.Continuation) async {
        defer { opened.finish() }
        var resumption = Resumption()
        while !Task.isCancelled {
            guard
                case .broken(let next) = await resume(
                    resumption, opened: opened.finish,
                    { message in
                        await self.receive(message)
                        return false
                    })
            else { return }
            resumption = next
            resumption.attempts += 1
            guard await pause(resumption) else { return }
        }
    }

    /// Opens a stream by GET, from the beginning or from where it broke.
    private func resume(
        _ resumption: Resumption, opened: @Sendable () -> Void = {}, _ take: @Sendable (ByteBuffer) async -> Bool
    ) async -> End {
        var request = HTTPRequest(.get, url, headers: options.headers)
        request.timeouts = options.streamTimeouts
        request.destination = options.destination
        request.retries = .never
        request.headers["Accept"] = "text/event-stream"
        for field in session.withLock(\.legacyFields) { request.headers[field.name] = field.value }
        if !resumption.lastEventID.isEmpty { request.headers["Last-Event-ID"] = resumption.lastEventID }
        var next = resumption
        let result = await execute(request)
        opened()
        switch result {
        case .failure(let error):
            next.failure = error
            return error.code == .cancelled ? .cancelled : .broken(next)
        case .success(let response):
            if await endIfForgotten(response) { return .cancelled }
            // Not every server has anything to say of its own accord.
            guard response.status == 200, response.mediaType == "text/event-stream" else {
                return response.status >= 500 || !resumption.lastEventID.isEmpty ? .broken(next) : .cancelled
            }
            return await read(response, resumption, take)
        }
    }

    private func read(
        _ response: HTTPResponse, _ resumption: Resumption, _ take: @Sendable (ByteBuffer) async -> Bool
    ) async -> End {
        var events = response.body.serverSentEvents(maximumEventBytes: options.maximumMessageBytes).makeAsyncIterator()
        var next = resumption
        do throws(HTTPClientError) {
            while let event = try await events.next() {
                next.attempts = 0
                // An empty event only tells its id.
                guard event.type == "message", event.data.readableBytes > 0 else { continue }
                guard await take(event.data) else { continue }
                await finish(response)
                return .answered
            }
        } catch {
            next.failure = error
        }
        if Task.isCancelled { return .cancelled }
        if !events.lastEventID.isEmpty { next.lastEventID = events.lastEventID }
        next.retry = events.retry ?? next.retry
        return .broken(next)
    }

    /// Reads the end of a stream that has brought its answer, so that its connection can be used again; a server that
    /// does not end it has it closed.
    private func finish(_ response: HTTPResponse) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { _ = try? await response.body.collect(upTo: 64 << 10) }
            group.addTask { try? await self.options.clock.sleep(for: .milliseconds(250)) }
            await group.next()
            group.cancelAll()
        }
    }

    /// Waits before a stream is opened again; false when the task is cancelled.
    private func pause(_ resumption: Resumption) async -> Bool {
        var time = resumption.retry ?? options.reconnectTime
        for _ in 1..<max(1, min(resumption.attempts, 16)) where time < options.maximumReconnectTime { time *= 2 }
        do { try await options.clock.sleep(for: min(time, options.maximumReconnectTime)) } catch { return false }
        return true
    }
}
