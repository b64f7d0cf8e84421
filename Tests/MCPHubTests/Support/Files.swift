import SystemPackage

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The permission bits of a file.
func permissions(of path: FilePath) throws -> Int {
    var status = stat()
    guard path.withPlatformString({ stat($0, &status) }) == 0 else { throw Errno(rawValue: errno) }
    return Int(status.st_mode) & 0o777
}

/// Removes a file.
func remove(_ path: FilePath) throws {
    guard path.withPlatformString({ unlink($0) }) == 0 else { throw Errno(rawValue: errno) }
}
