#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// The system's clock on the wall.
enum SystemTime {
    /// Seconds since the beginning of 1970, UTC.
    static var secondsSince1970: Int64 { Int64(time(nil)) }
}
