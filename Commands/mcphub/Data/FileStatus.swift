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
    /// Whether it is a folder.
    let isFolder: Bool
    /// Its size in bytes.
    let size: Int64

    /// Asks for a path, following links; `nil` when nothing is there, or nothing that may be seen.
    init?(_ path: FilePath) {
        var status = stat()
        guard path.withPlatformString({ stat($0, &status) }) == 0 else { return nil }
        isFolder = status.st_mode & S_IFMT == S_IFDIR
        size = Int64(status.st_size)
    }

    /// The names of what is in a folder, in order; empty for a folder that cannot be read.
    static func names(in folder: FilePath) -> [String] {
        guard let handle = folder.withPlatformString({ opendir($0) }) else { return [] }
        defer { closedir(handle) }
        var names: [String] = []
        while let entry = readdir(handle) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }
}
