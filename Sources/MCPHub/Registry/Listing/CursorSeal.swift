import MCP

/// Makes cursors that carry all they mean, and tells those that it made from all others.
///
/// A cursor is base64 of a version, the kind of list, the name it stands behind, and an HMAC-SHA256 over these and the
/// view. Whoever has the same key can open it, also after a restart or on another instance.
public struct CursorSeal: Sendable {
    private static let version: UInt8 = 1
    private static let maximumLength = (CatalogEntry.maximumKeyLength + Digests.length + 2) * 2

    private let key: [UInt8]

    /// Seals with a secret of at least 32 bytes.
    public init(key: [UInt8]) {
        self.key = key
    }

    /// Seals with a new secret, which is gone when the process is.
    public static func random() -> CursorSeal {
        var generator = SystemRandomNumberGenerator()
        return CursorSeal(key: (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
    }

    /// A cursor that stands behind `name`.
    func make(after name: String, kind: ListKind, view: String) -> String {
        let content = [Self.version, kind.code] + Array(name.utf8)
        return Base64.encode(content + Digests.hmac(authenticated(content, view), key: key))
    }

    /// The name that a cursor stands behind.
    func open(_ cursor: String, kind: ListKind, view: String) throws(CursorFailure) -> String {
        guard cursor.utf8.count <= Self.maximumLength, let bytes = Base64.decode(cursor),
            bytes.count >= Digests.length + 2
        else { throw .foreign }
        let content = Array(bytes.dropLast(Digests.length))
        guard Digests.isHMAC(bytes.suffix(Digests.length), of: authenticated(content, view), key: key),
            content[0] == Self.version, content[1] == kind.code,
            let name = String(validating: content[2...], as: UTF8.self)
        else { throw .foreign }
        return name
    }

    /// The view goes in with its length, so that no part of it can pass for the content.
    private func authenticated(_ content: [UInt8], _ view: String) -> [UInt8] {
        let length = UInt64(view.utf8.count).bigEndian
        return withUnsafeBytes(of: length) { Array($0) } + Array(view.utf8) + content
    }
}
