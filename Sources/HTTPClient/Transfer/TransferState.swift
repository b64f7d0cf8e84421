import NIOCore

/// What is known of one attempt, as a value: libcurl's callbacks put in, the caller takes out.
struct TransferState: Sendable {
    /// What becomes of bytes that arrive.
    enum Arrival: Hashable, Sendable {
        case taken
        /// The caller is slower: libcurl keeps them and stops to read.
        case pause
        case refused
    }

    /// What the caller gets.
    enum Delivery: Sendable {
        case chunk(ByteBuffer, resumes: Bool)
        case end
        case failure(HTTPClientError)
        case nothingYet
    }

    private let url: HTTPURL
    private let limits: TransferLimits
    private var parser: HeadParser
    private var bodyLimit = 0
    private var chunk = ByteBuffer()
    private var bodyBytes = 0
    private(set) var head: HTTPResponseHead?
    var upload: Upload
    /// The caller takes nothing, so libcurl does not read.
    private(set) var isReceivePaused = false
    /// Why a callback has stopped libcurl; says more than libcurl then does.
    private(set) var cause: HTTPClientError?
    private(set) var end: Result<Void, HTTPClientError>?
    /// When a byte has last gone either way.
    private var lastActivity: ContinuousClock.Instant
    /// The task that waits for news; it then looks again.
    private var reader: Reader?
    /// The task that produces the request's body, while it waits until a piece has been taken.
    private var source: CheckedContinuation<Void, Never>?

    private struct Reader {
        let waiter: CheckedContinuation<Void, Never>
        let knowsHead: Bool
    }

    init(_ request: HTTPRequest, _ limits: TransferLimits) {
        url = request.url
        self.limits = limits
        parser = HeadParser(limit: limits.headBytes)
        upload = Upload(request.body)
        lastActivity = .now
    }

    /// How lively the attempt is.
    var activity: TransferActivity {
        TransferActivity(
            last: lastActivity, hasHead: head != nil,
            waitsForThisSide: isReceivePaused || upload.isPaused && head == nil)
    }

    // MARK: What libcurl says

    /// Begins to count the time.
    mutating func start() { lastActivity = .now }

    mutating func receiveHeader(_ line: UnsafeRawBufferPointer) -> Bool {
        lastActivity = .now
        switch parser.receive(line) {
        case .unfinished: return true
        case .complete(let head):
            self.head = head
            bodyLimit = limits.bodyLimit(head)
            // libcurl sends no more after a refusal, but it waits for a source that it has paused.
            if head.status >= 400 { upload.end() }
            return true
        case .tooLarge: return refuse(.tooLarge(url, "the head of the answer", limit: limits.headBytes))
        case .malformed:
            return refuse(
                HTTPClientError(.protocolViolation, host: url.authority, "the answer does not begin as HTTP does"))
        }
    }

    mutating func receiveBody(_ bytes: UnsafeRawBufferPointer) -> Arrival {
        guard end == nil else { return .refused }
        lastActivity = .now
        guard chunk.readableBytes < limits.bufferedBytes else {
            isReceivePaused = true
            return .pause
        }
        bodyBytes += bytes.count
        guard bodyBytes <= bodyLimit else {
            _ = refuse(.tooLarge(url, "the body of the answer", limit: bodyLimit))
            return .refused
        }
        chunk.writeBytes(bytes)
        return .taken
    }

    mutating func send(into space: UnsafeMutableRawBufferPointer) -> Upload.Step {
        lastActivity = .now
        return upload.send(into: space)
    }

    /// Notes why libcurl is stopped.
    mutating func refuse(_ error: HTTPClientError) -> Bool {
        if cause == nil { cause = error }
        return false
    }

    /// Ends the attempt, once. What has arrived can still be taken, unless the caller itself has ended it.
    mutating func finish(_ result: Result<Void, HTTPClientError>, discarding: Bool = false) -> Bool {
        guard end == nil else { return false }
        end = result
        upload.fail()
        if discarding { chunk = ByteBuffer() }
        return true
    }

    /// What libcurl may go on with.
    ///
    /// - Returns: what is still paused.
    mutating func resume() -> (receive: Bool, send: Bool) {
        if isReceivePaused, chunk.readableBytes < limits.bufferedBytes {
            isReceivePaused = false
            lastActivity = .now
        }
        if upload.canResume {
            upload.resume()
            lastActivity = .now
        }
        return (isReceivePaused, upload.isPaused)
    }

    // MARK: What the caller asks

    /// The next piece of the body.
    mutating func take() -> Delivery {
        if chunk.readableBytes > 0 {
            defer { chunk = ByteBuffer() }
            return .chunk(chunk, resumes: isReceivePaused)
        }
        switch end {
        case .success?: return .end
        case .failure(let error)?: return .failure(error)
        case nil: return .nothingYet
        }
    }

    /// Has `waiter` wait for news, which for one who does not know the head yet is the head too.
    ///
    /// - Returns: false when there is something to look at already.
    mutating func wait(_ waiter: CheckedContinuation<Void, Never>, knowsHead: Bool) -> Bool {
        guard reader == nil else {
            _ = finish(.failure(.readTwice(url)), discarding: true)
            return false
        }
        guard !hasNews(knowsHead: knowsHead) else { return false }
        reader = Reader(waiter: waiter, knowsHead: knowsHead)
        return true
    }

    /// Has the source of the request's body wait until it may hand over another piece.
    ///
    /// - Returns: false when it may already, or the attempt has ended.
    mutating func waitForRoom(_ waiter: CheckedContinuation<Void, Never>) -> Bool {
        guard end == nil, !upload.hasRoom else { return false }
        source = waiter
        return true
    }

    /// Takes those out who wait and for whom there is something now, to be woken.
    mutating func takeWaiters() -> (CheckedContinuation<Void, Never>?, CheckedContinuation<Void, Never>?) {
        var woken: (CheckedContinuation<Void, Never>?, CheckedContinuation<Void, Never>?) = (nil, nil)
        if let reader, hasNews(knowsHead: reader.knowsHead) {
            woken.0 = reader.waiter
            self.reader = nil
        }
        if end != nil || upload.hasRoom {
            woken.1 = source
            source = nil
        }
        return woken
    }

    private func hasNews(knowsHead: Bool) -> Bool {
        chunk.readableBytes > 0 || end != nil || !knowsHead && head != nil
    }
}
