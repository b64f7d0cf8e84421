/// A descriptor and the call that reads or writes it without waiting.
///
/// The description of an inherited socket may be shared, so it is not made non-blocking: for sockets each single call
/// says that it does not wait.
struct Endpoint: Sendable {
    let descriptor: Int32
    private let isSocket: Bool

    init(_ descriptor: Int32) {
        self.descriptor = descriptor
        isSocket = SystemCalls.kind(of: descriptor) == .socket
    }

    func read(into space: UnsafeMutableRawBufferPointer) -> SystemCalls.Transfer {
        isSocket
            ? SystemCalls.receiveSome(descriptor, into: space)
            : SystemCalls.readSome(descriptor, into: space)
    }

    /// Writes `first` and, as far as there is room, `second`.
    func write(_ first: UnsafeRawBufferPointer, _ second: UnsafeRawBufferPointer) -> SystemCalls.Transfer {
        if isSocket { return SystemCalls.sendSome(first, second, to: descriptor) }
        if second.isEmpty { return SystemCalls.writeSome(first, to: descriptor) }
        return SystemCalls.writeSome(first, second, to: descriptor)
    }
}
