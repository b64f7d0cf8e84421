import Locking
import NIOCore

/// One attempt of a request: between libcurl, whose callbacks come on the client's thread, and the task that called.
///
/// The driver's table holds it while libcurl may call back, and the caller while it is interested.
final class Transfer: Sendable {
    let request: HTTPRequest
    let attempt: Int
    let limits: TransferLimits
    let addressRule: AddressRule
    let proxy: String?
    /// When all of the request has to be done; nil for no limit.
    let deadline: ContinuousClock.Instant?
    private let loop: TransferLoop
    private let state: Locked<TransferState>
    /// What produces the body that is sent; ended with the transfer.
    private let source = Locked<Task<Void, Never>?>(nil)

    init(
        _ request: HTTPRequest, attempt: Int, limits: TransferLimits, addressRule: AddressRule, proxy: String?,
        deadline: ContinuousClock.Instant?, loop: TransferLoop
    ) {
        self.request = request
        self.attempt = attempt
        self.limits = limits
        self.addressRule = addressRule
        self.proxy = proxy
        self.deadline = deadline
        self.loop = loop
        state = Locked(TransferState(request, limits))
    }

    /// Hands the transfer to the client's thread.
    func start() {
        guard loop.inbox.submit(.start(self)) else { return finish(.failure(.shutDown)) }
        guard case .stream(let stream, _) = request.body else { return }
        let task = Task { await self.feed(stream) }
        source.withLock { $0 = task }
        // It may have ended before there was a source to end.
        if state.withLock({ $0.end != nil }) { task.cancel() }
    }

    /// Looks at the state; on any thread.
    func look<Value: Sendable>(_ body: @Sendable (TransferState) -> Value) -> Value {
        state.withLock { body($0) }
    }

    /// Changes the state and wakes whoever waits for that.
    func change<Value: Sendable>(_ body: (inout TransferState) -> Value) -> Value {
        let (value, waiters) = state.withLock { state in (body(&state), state.takeWaiters()) }
        waiters.0?.resume()
        waiters.1?.resume()
        return value
    }

    /// Has the client's thread go on with what was paused.
    func resume() { loop.inbox.submit(.resume(self)) }

    /// Ends the transfer with what it came to; only the first time counts.
    func finish(_ result: Result<Void, HTTPClientError>) {
        guard change({ $0.finish(result) }) else { return }
        source.withLock { $0 }?.cancel()
    }

    /// Ends the transfer because the caller has lost interest: its connection is closed.
    func cancel() {
        guard change({ $0.finish(.failure(.cancelled), discarding: true) }) else { return }
        source.withLock { $0 }?.cancel()
        loop.inbox.submit(.drop(self))
    }

    /// Ends the transfer, if it has not ended, because nobody can read its answer any more.
    func abandon() { cancel() }
}

extension Transfer {
    /// Waits for the head of the answer.
    func head() async -> Result<HTTPResponseHead, HTTPClientError> {
        await untilCancelled {
            while true {
                let (head, end) = self.look { ($0.head, $0.end) }
                if let head { return .success(head) }
                if case .failure(let error)? = end { return .failure(error) }
                if end != nil { return .failure(self.answerMissing) }
                await self.waitForNews(knowsHead: false)
            }
        }
    }

    /// Waits for the next piece of the body; nil at its end.
    func nextChunk() async -> Result<ByteBuffer?, HTTPClientError> {
        if let ready = takeChunk() { return ready }
        return await untilCancelled {
            while true {
                if let ready = self.takeChunk() { return ready }
                await self.waitForNews(knowsHead: true)
            }
        }
    }

    private func takeChunk() -> Result<ByteBuffer?, HTTPClientError>? {
        switch change({ $0.take() }) {
        case .chunk(let chunk, let resumes):
            if resumes { resume() }
            return .success(chunk)
        case .end: return .success(nil)
        case .failure(let error): return .failure(error)
        case .nothingYet: return nil
        }
    }

    private func waitForNews(knowsHead: Bool) async {
        await withCheckedContinuation { waiter in
            if !change({ $0.wait(waiter, knowsHead: knowsHead) }) { waiter.resume() }
        }
    }

    private func untilCancelled<Value: Sendable>(_ work: @Sendable () async -> Value) async -> Value {
        await withTaskCancellationHandler(operation: work, onCancel: cancel)
    }

    private var answerMissing: HTTPClientError {
        HTTPClientError(
            .connectionLost, host: request.url.authority, "the answer was cut off in its head",
            advice: "Try again; if it happens each time, look at the server's log")
    }

    /// Hands the pieces of a streamed body on, one at a time, as libcurl takes them.
    private func feed(_ stream: any AsyncSequence<ByteBuffer, any Error> & Sendable) async {
        do {
            for try await chunk in stream where chunk.readableBytes > 0 {
                guard await waitForRoom() else { return }
                changeUpload { $0.add(chunk) }
            }
            _ = await waitForRoom()
            changeUpload { $0.end() }
        } catch {
            let failure = HTTPClientError(
                .requestBodyFailed, host: request.url.authority, "the body of the request could not be read: \(error)")
            _ = change { $0.refuse(failure) }
            changeUpload { $0.fail() }
        }
    }

    private func changeUpload(_ body: (inout Upload) -> Void) {
        let resumes = change { state in
            body(&state.upload)
            return state.upload.canResume
        }
        if resumes { resume() }
    }

    /// Waits until libcurl has taken the last piece.
    ///
    /// - Returns: false when the transfer has ended.
    private func waitForRoom() async -> Bool {
        while true {
            let (hasRoom, isOver) = look { ($0.upload.hasRoom, $0.end != nil) }
            if isOver { return false }
            if hasRoom { return true }
            await withCheckedContinuation { waiter in
                if !change({ $0.waitForRoom(waiter) }) { waiter.resume() }
            }
        }
    }
}
