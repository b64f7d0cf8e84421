import Locking
import Testing

@testable import Polling

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A pipe or another pair of descriptors for a test; what is still open at the end is closed.
final class Pipe: Sendable {
    let reader: Int32
    let writer: Int32
    private let openEnds: Locked<Set<Int32>>

    init(nonblocking ends: SystemCalls.NonblockingEnds = .both) throws {
        (reader, writer) = try SystemCalls.makePipe(nonblocking: ends)
        openEnds = Locked([reader, writer])
    }

    private init(reader: Int32, writer: Int32) {
        (self.reader, self.writer) = (reader, writer)
        openEnds = Locked([reader, writer])
    }

    deinit { for end in [reader, writer] { close(end) } }

    /// Two connected sockets that make their users wait.
    static func sockets() throws -> Pipe {
        var ends: [Int32] = [-1, -1]
        #if canImport(Darwin)
        let type = SOCK_STREAM
        #else
        let type = Int32(SOCK_STREAM.rawValue)
        #endif
        try #require(socketpair(AF_UNIX, type, 0, &ends) == 0)
        return Pipe(reader: ends[0], writer: ends[1])
    }

    func close(_ end: Int32) {
        if openEnds.withLock({ $0.remove(end) != nil }) { SystemCalls.closeDescriptor(end) }
    }

    func closeWriter() { close(writer) }
    func closeReader() { close(reader) }

    /// Writes as much as fits.
    @discardableResult
    func write(_ bytes: [UInt8]) -> Int {
        var written = 0
        while written < bytes.count,
            case .bytes(let count) = bytes[written...].withUnsafeBytes({ SystemCalls.writeSome($0, to: writer) })
        {
            written += count
        }
        return written
    }

    @discardableResult
    func write(_ text: String) -> Int { write(Array(text.utf8)) }

    /// Reads what is there now, at most `maximum` bytes at once.
    func readAll() -> [UInt8] {
        var bytes: [UInt8] = []
        var space = [UInt8](repeating: 0, count: 1 << 20)
        while case .bytes(let count) = space.withUnsafeMutableBytes({ SystemCalls.readSome(reader, into: $0) }) {
            bytes += space[..<count]
        }
        return bytes
    }

    func readText() -> String { String(decoding: readAll(), as: UTF8.self) }
}

/// A regular file without a name that holds `text`, open for reading and writing at `offset`.
func temporaryFile(_ text: String = "", offset: Int = 0) throws -> Int32 {
    var path = Array("/tmp/polling-test-XXXXXX".utf8CString)
    let descriptor = mkstemp(&path)
    try #require(descriptor >= 0)
    unlink(path)
    _ = Array(text.utf8).withUnsafeBytes { SystemCalls.writeSome($0, to: descriptor) }
    lseek(descriptor, off_t(offset), SEEK_SET)
    return descriptor
}

/// What a file holds.
func contents(ofFile descriptor: Int32) -> String {
    lseek(descriptor, 0, SEEK_SET)
    var space = [UInt8](repeating: 0, count: 1 << 16)
    guard case .bytes(let count) = space.withUnsafeMutableBytes({ SystemCalls.readSome(descriptor, into: $0) }) else {
        return ""
    }
    return String(decoding: space[..<count], as: UTF8.self)
}
