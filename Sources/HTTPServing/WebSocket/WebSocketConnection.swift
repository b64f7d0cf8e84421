import Locking
import NIOCore
import NIOWebSocket

/// A WebSocket as its owner sees it: one that receives, any number that send.
public final class WebSocketConnection: Sendable {
    private struct State {
        var received: [WebSocketMessage] = []
        var waiting: CheckedContinuation<Void, Never>?
        var hasEnded = false
        var queuedBytes = 0
    }

    /// Who opened it; nil where the path is open to everybody.
    public let caller: HTTPCaller?
    /// The query of its address; nil when there is none.
    public let query: String?
    /// Under which id the request that opened it is logged.
    public let requestID: String
    private let channel: any Channel
    private let maximumQueuedBytes: Int
    private let state = Locked(State())

    init(_ request: ServedRequest, on channel: any Channel, maximumQueuedBytes: Int) {
        caller = request.caller
        query = request.head.query.map(String.init)
        requestID = request.id
        self.channel = channel
        self.maximumQueuedBytes = maximumQueuedBytes
    }

    /// Waits for the next message; nil when the peer has left or the task is cancelled. For one task at a time.
    public func receive() async -> WebSocketMessage? {
        while true {
            let (message, isOver) = state.withLock { state in
                (state.received.isEmpty ? nil : state.received.removeFirst(), state.hasEnded)
            }
            if let message { return message }
            if isOver || Task.isCancelled { return nil }
            // What was read is taken, so more may be read.
            channel.read()
            await waitForChange()
        }
    }

    private func waitForChange() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let mustWait = state.withLock { state in
                    guard state.received.isEmpty, !state.hasEnded, !Task.isCancelled else { return false }
                    state.waiting = continuation
                    return true
                }
                if !mustWait { continuation.resume() }
            }
        } onCancel: {
            wake()
        }
    }

    private func wake() {
        let waiting = state.withLock { state in
            defer { state.waiting = nil }
            return state.waiting
        }
        waiting?.resume()
    }

    /// Takes in a message of the peer.
    func deliver(_ message: WebSocketMessage) {
        state.withLock { $0.received.append(message) }
        wake()
    }

    /// The peer has left.
    func end() {
        state.withLock { $0.hasEnded = true }
        wake()
    }
}

// MARK: Sending

extension WebSocketConnection {
    /// Sends text.
    ///
    /// - Returns: false when the peer has left, or reads so slowly that its connection is given up.
    @discardableResult
    public func send(_ text: String) -> Bool {
        send(WebSocketFrame(fin: true, opcode: .text, data: ByteBuffer(string: text)))
    }

    /// Sends bytes; see ``send(_:)``.
    @discardableResult
    public func send(bytes: [UInt8]) -> Bool {
        send(WebSocketFrame(fin: true, opcode: .binary, data: ByteBuffer(bytes: bytes)))
    }

    private func send(_ frame: WebSocketFrame) -> Bool {
        let size = frame.length
        let hasRoom = state.withLock { state -> Bool? in
            guard !state.hasEnded else { return nil }
            guard state.queuedBytes + size <= maximumQueuedBytes else { return false }
            state.queuedBytes += size
            return true
        }
        guard let hasRoom else { return false }
        guard hasRoom else {
            channel.close(promise: nil)
            return false
        }
        let sent = channel.eventLoop.makePromise(of: Void.self)
        sent.futureResult.whenComplete { _ in self.state.withLock { $0.queuedBytes -= size } }
        channel.triggerUserOutboundEvent(WebSocketHandler.Command.send(frame), promise: sent)
        return true
    }

    /// Sends text, and waits until the system has taken it: for whoever counts itself what waits.
    ///
    /// - Returns: false when the peer has left.
    public func sendWaiting(_ text: String) async -> Bool {
        guard state.withLock({ !$0.hasEnded }) else { return false }
        let sent = channel.eventLoop.makePromise(of: Void.self)
        let frame = WebSocketFrame(fin: true, opcode: .text, data: ByteBuffer(string: text))
        channel.triggerUserOutboundEvent(WebSocketHandler.Command.send(frame), promise: sent)
        do { try await sent.futureResult.get() } catch { return false }
        return true
    }

    /// Ends the connection, with a code of RFC 6455 section 7.4. What was sent before still arrives.
    ///
    /// - Parameter reason: what people may read of it, in up to 123 bytes.
    public func close(code: UInt16 = 1000, reason: String = "") {
        end()
        channel.triggerUserOutboundEvent(WebSocketHandler.Command.close(code, reason), promise: nil)
    }
}
