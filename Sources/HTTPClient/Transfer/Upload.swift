import NIOCore

/// What is still to be sent of a request's body, as a value.
struct Upload: Sendable {
    /// What libcurl gets when it asks for more.
    enum Step: Hashable, Sendable {
        case sent(Int)
        case pause
        case abort
    }

    private var chunk: ByteBuffer
    private let whole: ByteBuffer?
    private var isEnded: Bool
    private(set) var hasFailed = false
    private(set) var bytesSent = 0
    /// libcurl waits for more.
    private(set) var isPaused = false

    init(_ body: HTTPRequestBody) {
        if case .bytes(let buffer) = body {
            (chunk, whole, isEnded) = (buffer, buffer, true)
        } else {
            (chunk, whole, isEnded) = (ByteBuffer(), nil, body.isNone)
        }
    }

    /// Whether the source may hand over another piece.
    var hasRoom: Bool { chunk.readableBytes == 0 }
    /// Whether libcurl is to be woken because it waits for what is there now.
    var canResume: Bool { isPaused && (chunk.readableBytes > 0 || isEnded || hasFailed) }

    mutating func add(_ next: ByteBuffer) { chunk = next }
    mutating func end() { isEnded = true }
    mutating func fail() { hasFailed = true }
    mutating func resume() { isPaused = false }

    /// Copies what there is and fits.
    mutating func send(into space: UnsafeMutableRawBufferPointer) -> Step {
        if hasFailed { return .abort }
        let count = min(space.count, chunk.readableBytes)
        guard count > 0 else {
            isPaused = !isEnded
            return isEnded ? .sent(0) : .pause
        }
        chunk.withUnsafeReadableBytes { space.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[..<count])) }
        chunk.moveReaderIndex(forwardBy: count)
        bytesSent += count
        return .sent(count)
    }

    /// Begins again; false when the bytes are gone.
    mutating func rewind() -> Bool {
        guard let whole else { return bytesSent == 0 }
        chunk = whole
        return true
    }
}
