import SystemPackage

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// What the system says of a file.
struct FileStatus {
    /// Its size in bytes.
    let size: Int64

    /// Asks for a path, following links; `nil` when nothing is there, or nothing that may be seen.
    init?(_ path: FilePath) {
        var status = stat()
        guard path.withPlatformString({ stat($0, &status) }) == 0 else { return nil }
        size = Int64(status.st_size)
    }
}
