#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// An address of the Internet Protocol, of either version.
enum IPAddress: Hashable, Sendable {
    case v4(UInt32)
    case v6(high: UInt64, low: UInt64)

    /// Reads an address as it stands in a URL, without brackets; nil when it is a name.
    init?(_ text: String) {
        var four = in_addr()
        if inet_pton(AF_INET, text, &four) == 1 {
            self = .v4(UInt32(bigEndian: four.s_addr))
            return
        }
        var six = in6_addr()
        // A zone such as %eth0 says where a link-local address is, not what it is.
        guard inet_pton(AF_INET6, String(text.prefix { $0 != "%" }), &six) == 1 else { return nil }
        self.init(six)
    }

    /// Reads a socket address; nil when it is of another family.
    init?(_ address: UnsafeRawBufferPointer) {
        guard address.count >= MemoryLayout<sockaddr>.size else { return nil }
        switch Int32(address.loadUnaligned(as: sockaddr.self).sa_family) {
        case AF_INET:
            guard address.count >= MemoryLayout<sockaddr_in>.size else { return nil }
            self = .v4(UInt32(bigEndian: address.loadUnaligned(as: sockaddr_in.self).sin_addr.s_addr))
        case AF_INET6:
            guard address.count >= MemoryLayout<sockaddr_in6>.size else { return nil }
            self.init(address.loadUnaligned(as: sockaddr_in6.self).sin6_addr)
        default: return nil
        }
    }

    /// An address of version 6, or the one of version 4 that is inside (`::ffff:a.b.c.d`, and `64:ff9b::a.b.c.d`, which
    /// a NAT64 turns into it, RFC 6052).
    private init(_ address: in6_addr) {
        let (high, low) = withUnsafeBytes(of: address) {
            (
                UInt64(bigEndian: $0.loadUnaligned(as: UInt64.self)),
                UInt64(bigEndian: $0.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
            )
        }
        let isMapped = high == 0 && low >> 32 == 0xFFFF
        let isTranslated = high == 0x0064_FF9B_0000_0000 && low >> 32 == 0
        self = isMapped || isTranslated ? .v4(UInt32(truncatingIfNeeded: low)) : .v6(high: high, low: low)
    }

    /// Whether it leads back to this machine.
    var isLoopback: Bool {
        switch self {
        case .v4(let bits): bits >> 24 == 127
        case .v6(let high, let low): high == 0 && low == 1
        }
    }

    /// Whether it is one that the internet at large routes (IANA special-purpose address registries).
    var isPublic: Bool {
        switch self {
        case .v4(let bits): !Self.special4.contains { bits >> (32 - $0.length) == $0.prefix >> (32 - $0.length) }
        case .v6(let high, _): high >> 61 == 1 && !Self.special6.contains { high >> (64 - $0.length) == $0.prefix }
        }
    }

    /// Ranges of version 4 that are not public: prefix and its length in bits.
    private static let special4: [(prefix: UInt32, length: UInt32)] = [
        (0x0000_0000, 8), (0x0A00_0000, 8), (0x6440_0000, 10), (0x7F00_0000, 8), (0xA9FE_0000, 16),
        (0xAC10_0000, 12), (0xC000_0000, 24), (0xC000_0200, 24), (0xC058_6300, 24), (0xC0A8_0000, 16),
        (0xC612_0000, 15), (0xC633_6400, 24), (0xCB00_7100, 24), (0xE000_0000, 4), (0xF000_0000, 4),
    ]

    /// Ranges inside 2000::/3 that are not public, or that hide an address of version 4: Teredo and other protocol
    /// assignments, documentation, 6to4.
    private static let special6: [(prefix: UInt64, length: UInt64)] = [
        (0x2001_0000 >> 9, 23), (0x2001_0DB8, 32), (0x2002, 16), (0x3FFF_0000 >> 12, 20),
    ]
}

extension IPAddress: CustomStringConvertible {
    /// The address as people write it.
    var description: String {
        switch self {
        case .v4(let bits):
            return (0..<4).map { String(bits >> UInt32(24 - 8 * $0) & 0xFF) }.joined(separator: ".")
        case .v6(let high, let low):
            let groups = [high, low].flatMap { half in
                (0..<4).map { String(half >> UInt64(48 - 16 * $0) & 0xFFFF, radix: 16) }
            }
            return groups.joined(separator: ":")
        }
    }
}
