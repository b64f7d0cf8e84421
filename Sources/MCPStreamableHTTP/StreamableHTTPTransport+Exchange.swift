import HTTPClient
import JSONRPC
import Locking
import MCP
import NIOCore

/// One request and its answer.
extension StreamableHTTPTransport {
    /// Makes a request and hands up what comes back, up to the one answer.
    ///
    /// - Parameter isSecond: whether it has been refused before because of its header.
    func exchange(_ message: OutgoingMessage, _ id: RequestID, isSecond: Bool = false) async {
        if message.method == "initialize", let failure = session.withLock(\.discoveryFailure) {
            return await refuse(id, failure)
        }
        let result = await execute(request(for: message))
        guard !Task.isCancelled else { return }
        switch result {
        case .success(let response): await take(response, message, id, isSecond)
        case .failure(let error): await fail(message, id, .internalError("\(error)"), tellsEra: false)
        }
    }

    /// Sends a message that has no answer.
    func post(_ message: OutgoingMessage) async {
        guard case .success(let response) = await execute(request(for: message)) else { return }
        await endIfForgotten(response)
        _ = try? await response.bytes(upTo: 64 << 10)
    }

    /// Makes a request of HTTP.
    func execute(_ request: HTTPRequest) async -> Result<HTTPResponse, HTTPClientError> {
        do { return .success(try await client.execute(request)) } catch { return .failure(error) }
    }

    func request(for message: OutgoingMessage) -> HTTPRequest {
        var request = HTTPRequest(.post, url, headers: options.headers, body: .bytes(message.bytes))
        request.timeouts = options.streamTimeouts
        request.destination = options.destination
        request.retries = .never
        request.headers["Content-Type"] = "application/json"
        request.headers["Accept"] = "application/json, text/event-stream"
        for field in fields(for: message) { request.headers[field.name] = field.value }
        return request
    }

    private func fields(for message: OutgoingMessage) -> [HTTPHeaders.Field] {
        guard let version = message.modernVersion else {
            return message.method == "initialize" ? [] : session.withLock(\.legacyFields)
        }
        var fields = [HTTPHeaders.Field("MCP-Protocol-Version", version)]
        if let method = message.method { fields.append(.init("Mcp-Method", FieldValue.encode(method))) }
        if let name = message.name { fields.append(.init("Mcp-Name", FieldValue.encode(name))) }
        return fields + session.withLock { $0.mirrors.fields(for: message) }
    }

    private func take(
        _ response: HTTPResponse, _ message: OutgoingMessage, _ id: RequestID, _ isSecond: Bool
    ) async {
        if message.modernVersion == nil, await endIfForgotten(response) { return }
        guard response.isSuccess else { return await takeRefusal(response, message, id, isSecond) }
        if message.method == "initialize" {
            session.withLock { $0.initialize(id: response.headers["Mcp-Session-Id"], version: nil) }
        }
        switch response.mediaType {
        case "text/event-stream": await takeStream(response, message, id)
        case "application/json": await takeWhole(response, message, id)
        // The answer will come on the stream that listens.
        case _ where response.status == 202 && message.modernVersion == nil: break
        case let type:
            let what = "HTTP \(response.status) with \(type ?? "no content type")"
            await fail(message, id, .internalError("\(url.origin) answered with \(what) instead of JSON or events"))
        }
    }

    private func takeWhole(_ response: HTTPResponse, _ message: OutgoingMessage, _ id: RequestID) async {
        do throws(HTTPClientError) {
            let bytes = try await response.bytes(upTo: options.maximumMessageBytes)
            guard !Task.isCancelled else { return }
            guard bytes.answers(id) else {
                return await fail(
                    message, id, .internalError("\(url.origin) answered with JSON that is not the answer"))
            }
            await handUp(bytes, message, id)
        } catch {
            guard error.code != .cancelled else { return }
            await fail(message, id, .internalError("\(error)"))
        }
    }

    /// A status that is no success. Its body may be the answer all the same.
    private func takeRefusal(
        _ response: HTTPResponse, _ message: OutgoingMessage, _ id: RequestID, _ isSecond: Bool
    ) async {
        let body = (try? await response.bytes(upTo: 1 << 20)) ?? ByteBuffer()
        guard !Task.isCancelled else { return }
        let refused = try? Message(parsing: body)
        if case .failure(_, let error)? = refused, error.code == RPCError.headerMismatchCode, !isSecond,
            message.method == "tools/call"
        {
            await learnMirrors(for: message)
            return await exchange(message, id, isSecond: true)
        }
        if body.answers(id) { return await receive(body) }
        // Some servers leave the id out, which makes the error no less theirs.
        if case .failure(_, let error)? = refused { return await refuse(id, error) }
        let tellsEra = (400..<500).contains(response.status) && ![401, 403, 408, 429].contains(response.status)
        await fail(message, id, .internalError(refusal(response)), tellsEra: tellsEra)
    }

    private func refusal(_ response: HTTPResponse) -> String {
        switch response.status {
        case 401: "\(url.origin) wants to know who asks (HTTP 401); check the Authorization header of this server"
        case 403: "\(url.origin) does not allow this (HTTP 403)"
        case 404: "\(url.origin) has nothing at \(url.path) (HTTP 404); check the URL"
        default: "\(url.origin) answered with HTTP \(response.status)"
        }
    }

    /// Answers a request that failed below the protocol.
    ///
    /// - Parameter tellsEra: whether that says anything of the server's era; if not, `initialize` is not tried either.
    private func fail(_ message: OutgoingMessage, _ id: RequestID, _ error: RPCError, tellsEra: Bool = true) async {
        if message.method == "server/discover", !tellsEra { session.withLock { $0.discoveryFailure = error } }
        await refuse(id, error)
    }

    /// Hands a message up that came for a request, and learns from it what later requests need.
    ///
    /// - Returns: whether it was the answer.
    @discardableResult
    func handUp(_ bytes: ByteBuffer, _ message: OutgoingMessage, _ id: RequestID) async -> Bool {
        guard bytes.answers(id) else {
            await receive(bytes)
            return false
        }
        var bytes = bytes
        switch message.method {
        case "initialize": noteVersion(bytes)
        case "tools/list" where message.modernVersion != nil:
            bytes = session.withLock { $0.mirrors.learn(from: bytes) }
        default: break
        }
        await receive(bytes)
        return true
    }

    private func noteVersion(_ answer: ByteBuffer) {
        guard case .result(_, let result)? = try? Message(parsing: answer),
            let version = result["protocolVersion"]?.string
        else { return }
        session.withLock { $0.initialize(id: $0.id, version: version) }
    }
}

extension ByteBuffer {
    /// Whether this is the answer to the request with this id, or a batch, which is taken apart above.
    func answers(_ id: RequestID) -> Bool {
        guard let envelope = try? EnvelopeScanner().scan(self) else {
            return EnvelopeScanner.isBatch(readableBytesUInt8Span)
        }
        switch envelope.kind {
        case .result, .failure: return envelope.id(in: readableBytesUInt8Span) == id
        case .request, .notification: return false
        }
    }
}
