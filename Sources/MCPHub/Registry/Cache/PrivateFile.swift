public import SystemPackage

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A small file that only this user may read, written so that it is always there whole: the old one or the new one.
public enum PrivateFile {
    /// Writes a file beside the old one and puts it in its place.
    ///
    /// - Throws: ``PrivateFileFailure``; the old file is then as it was.
    public static func write(_ bytes: [UInt8], to path: FilePath) throws(PrivateFileFailure) {
        let temporary = FilePath("\(path).\(getpid())-\(UInt32.random(in: .min ... .max))")
        do {
            let file = try FileDescriptor.open(
                temporary, .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec],
                permissions: [.ownerReadWrite])
            try file.closeAfter {
                try file.writeAll(bytes)
                try check(fsync(file.rawValue))
            }
            try check(temporary.withPlatformString { old in path.withPlatformString { rename(old, $0) } })
        } catch {
            _ = temporary.withPlatformString { unlink($0) }
            throw PrivateFileFailure(path: path, action: "written", reason: "\(error)")
        }
    }

    /// Reads a file.
    ///
    /// - Returns: its bytes; nil when there is none.
    /// - Throws: ``PrivateFileFailure``, also for a file that is longer than `limit`.
    public static func read(_ path: FilePath, limit: Int) throws(PrivateFileFailure) -> [UInt8]? {
        do {
            let file = try FileDescriptor.open(path, .readOnly, options: [.closeOnExec])
            return try file.closeAfter {
                let size = Int(try file.seek(offset: 0, from: .end))
                guard size <= limit else { throw Errno.fileTooLarge }
                try file.seek(offset: 0, from: .start)
                return try readAll(file, size)
            }
        } catch Errno.noSuchFileOrDirectory {
            return nil
        } catch {
            throw PrivateFileFailure(path: path, action: "read", reason: "\(error)")
        }
    }

    /// Creates the folder of a file and those above it, for this user alone, where they are missing.
    ///
    /// - Throws: ``PrivateFileFailure``.
    public static func prepareFolder(of path: FilePath) throws(PrivateFileFailure) {
        let folder = path.removingLastComponent()
        guard !folder.isEmpty, folder.withPlatformString({ access($0, F_OK) }) != 0 else { return }
        try prepareFolder(of: folder)
        let result = folder.withPlatformString { mkdir($0, 0o700) }
        // Somebody else may have been faster.
        guard result != 0, errno != EEXIST else { return }
        throw PrivateFileFailure(path: folder, action: "created", reason: "\(Errno(rawValue: errno))")
    }

    private static func readAll(_ file: FileDescriptor, _ size: Int) throws -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: size)
        var count = 0
        while count < size {
            let step = try bytes.withUnsafeMutableBytes { try file.read(into: .init(rebasing: $0[count...])) }
            guard step > 0 else { break }
            count += step
        }
        return Array(bytes.prefix(count))
    }

    private static func check(_ result: Int32) throws(Errno) {
        if result != 0 { throw Errno(rawValue: errno) }
    }
}

/// A file that could not be read or written.
public struct PrivateFileFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file.
    public let path: FilePath
    /// What should have happened to it.
    let action: String
    /// What the system says.
    public let reason: String

    /// One sentence for people.
    public var description: String { "\(path) cannot be \(action): \(reason)" }
}
