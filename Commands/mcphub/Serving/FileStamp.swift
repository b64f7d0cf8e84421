import SystemPackage

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// What tells one state of a file from another without reading it.
struct FileStamp: Hashable, Sendable {
    private let seconds: Int
    private let nanoseconds: Int
    private let size: Int
    private let node: UInt64

    /// Looks at a file; nil when there is none.
    init?(_ path: String) {
        var status = stat()
        guard FilePath(path).withPlatformString({ stat($0, &status) }) == 0 else { return nil }
        #if canImport(Darwin)
        let time = status.st_mtimespec
        #else
        let time = status.st_mtim
        #endif
        seconds = Int(time.tv_sec)
        nanoseconds = Int(time.tv_nsec)
        size = Int(status.st_size)
        node = UInt64(status.st_ino)
    }
}

/// Notices when one of several files has become another, and when it stays so.
struct FileWatch: Sendable {
    private let paths: [String]
    private var known: [FileStamp?]

    /// Watches files from their present state on.
    init(_ paths: [String]) {
        self.paths = paths
        known = paths.map(FileStamp.init)
    }

    /// Looks at the files.
    ///
    /// - Returns: whether anything is different from the last time.
    mutating func look() -> Bool {
        let now = paths.map(FileStamp.init)
        defer { known = now }
        return now != known
    }
}
