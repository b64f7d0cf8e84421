import CPostgres

/// Asks the server to end what a connection is waiting for. libpq allows its use on any thread.
final class PostgresCancellation: Sendable {
    /// The address of what libpq made; a number may be handed from thread to thread.
    private let address: UInt

    init(_ connection: OpaquePointer) {
        address = PQgetCancel(connection).map { UInt(bitPattern: $0) } ?? 0
    }

    deinit {
        PQfreeCancel(OpaquePointer(bitPattern: address))
    }

    /// Blocks until the server has taken the request; whether it was in time shows at the statement.
    func send() {
        guard let handle = OpaquePointer(bitPattern: address) else { return }
        var message = [CChar](repeating: 0, count: 256)
        PQcancel(handle, &message, Int32(message.count))
    }
}
