import Crypto
import SystemPackage

/// The file as it lies on the disk. What is read is counted and, when asked for, digested.
final class RawFile: ByteSource {
    let path: String
    let size: Int64
    private(set) var bytesRead: Int64 = 0
    private let descriptor: FileDescriptor
    private var hash: SHA256?

    init(path: String, digests: Bool) throws(CostFileError) {
        self.path = path
        hash = digests ? SHA256() : nil
        do {
            descriptor = try FileDescriptor.open(FilePath(path), .readOnly, options: [.closeOnExec])
        } catch {
            throw .unreadable(path: path, reason: "\(error)")
        }
        do {
            size = try descriptor.seek(offset: 0, from: .end)
            try descriptor.seek(offset: 0, from: .start)
        } catch {
            try? descriptor.close()
            throw .unreadable(path: path, reason: "\(error); a regular file is needed")
        }
    }

    deinit { try? descriptor.close() }

    /// The first bytes, without reading them.
    func peek(_ count: Int) throws(CostFileError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        do {
            let read = try bytes.withUnsafeMutableBytes { try descriptor.read(fromAbsoluteOffset: 0, into: $0) }
            return Array(bytes.prefix(read))
        } catch {
            throw .unreadable(path: path, reason: "\(error)")
        }
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(CostFileError) -> Int {
        let count: Int
        do {
            count = try descriptor.read(into: buffer)
        } catch {
            throw .unreadable(path: path, reason: "\(error)")
        }
        bytesRead += Int64(count)
        hash?.update(bufferPointer: UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        return count
    }

    /// Reads what is left, so that the digest is that of the whole file.
    func drain() throws(CostFileError) {
        guard hash != nil else { return }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
        defer { buffer.deallocate() }
        while try read(into: buffer) > 0 {}
    }

    /// The SHA-256 of what was read, in hexadecimal; `nil` when none was asked for.
    var digest: String? { hash?.finalize().map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined() }
}
