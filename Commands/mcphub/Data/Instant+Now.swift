import CostModel

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

extension Instant {
    /// The moment by the system's clock.
    static func now() -> Instant { Instant(seconds: Int64(time(nil))) }
}
