#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

extension ChildCommand {
    /// The variables of this process that programs need to run at all, and none that may hold a secret.
    public static var minimalEnvironment: [String: String] {
        var environment: [String: String] = [:]
        for name in ["PATH", "HOME", "USER", "LOGNAME", "SHELL", "LANG", "LC_ALL", "TMPDIR", "TZ"] {
            if let value = getenv(name) { environment[name] = String(cString: value) }
        }
        return environment
    }
}
