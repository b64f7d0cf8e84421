import MCPHub
import SystemPackage

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// What this process was started with.
struct ProgramEnvironment {
    /// The variables.
    let variables: [String: String]

    /// The variables of this process.
    static func current() -> ProgramEnvironment {
        var variables: [String: String] = [:]
        for entry in entries() {
            guard let equals = entry.firstIndex(of: "=") else { continue }
            variables[String(entry[..<equals])] = String(entry[equals...].dropFirst())
        }
        return ProgramEnvironment(variables: variables)
    }

    /// Where files are kept.
    var locations: ConfigurationLocations { ConfigurationLocations(environment: variables) }

    /// The file of approvals; nil when the user has no home.
    var trustFile: TrustFile? { locations.trustFile.map { TrustFile(path: FilePath($0)) } }

    #if os(Linux)
    /// This program's own path, for starting it once more.
    static var executable: String? {
        var space = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = readlink("/proc/self/exe", &space, space.count)
        return count > 0 ? String(decoding: space.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self) : nil
    }

    private static func entries() -> [String] {
        guard let bytes = try? ConfigurationFile(reading: "/proc/self/environ").bytes else { return [] }
        return bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    }
    #else
    /// This program's own path, for starting it once more.
    static var executable: String? {
        var space = [CChar](repeating: 0, count: Int(PATH_MAX))
        var size = UInt32(space.count)
        guard _NSGetExecutablePath(&space, &size) == 0 else { return nil }
        return String(decoding: space.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    private static func entries() -> [String] {
        var entries: [String] = []
        var next = _NSGetEnviron().pointee
        while let entry = next.pointee {
            entries.append(String(cString: entry))
            next += 1
        }
        return entries
    }
    #endif
}
