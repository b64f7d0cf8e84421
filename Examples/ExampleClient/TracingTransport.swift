import MCP
import NIOCore

/// Prints every message that passes, shortened to a line that can be read.
struct TracingTransport: Transport {
    private let inner: any Transport

    init(_ inner: any Transport) {
        self.inner = inner
    }

    func receive() async -> [TransportEvent]? {
        let events = await inner.receive()
        for case .message(let bytes) in events ?? [] { Self.show("  <- ", bytes) }
        return events
    }

    func send(_ message: ByteBuffer) async throws(TransportClosed) {
        Self.show("  -> ", message)
        try await inner.send(message)
    }

    func close() async { await inner.close() }

    private static func show(_ arrow: String, _ bytes: ByteBuffer) {
        let text = String(buffer: bytes)
        print(arrow + (text.count > 220 ? text.prefix(220) + "…" : text[...]))
    }
}
