import Crypto

/// The only file of this target that names the cryptographic library.
enum Digests {
    /// How many bytes a digest and an authentication code have.
    static let length = 32

    /// The SHA-256 of `bytes`.
    static func sha256(_ bytes: [UInt8]) -> [UInt8] { Array(SHA256.hash(data: bytes)) }

    /// The SHA-256 of `bytes` as text: `sha256:` and 64 hexadecimal digits.
    static func named(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        let text = sha256(bytes).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 0xF)]] }
        return "sha256:" + String(decoding: text, as: UTF8.self)
    }

    /// The HMAC-SHA256 of `bytes`.
    static func hmac(_ bytes: [UInt8], key: [UInt8]) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: bytes, using: SymmetricKey(data: key)))
    }

    /// Whether `code` is the HMAC-SHA256 of `bytes`, in a time that does not tell how much of it is right.
    static func isHMAC(_ code: ArraySlice<UInt8>, of bytes: [UInt8], key: [UInt8]) -> Bool {
        HMAC<SHA256>.isValidAuthenticationCode(Array(code), authenticating: bytes, using: SymmetricKey(data: key))
    }

    /// Encrypts and authenticates `bytes` with ChaCha20-Poly1305 (RFC 8439); nil when the key is none.
    static func encrypt(_ bytes: [UInt8], key: [UInt8]) -> [UInt8]? {
        (try? ChaChaPoly.seal(bytes, using: SymmetricKey(data: key))).map { Array($0.combined) }
    }

    /// What was encrypted; nil when a single bit of it was changed.
    static func decrypt(_ bytes: [UInt8], key: [UInt8]) -> [UInt8]? {
        guard let box = try? ChaChaPoly.SealedBox(combined: bytes),
            let plain = try? ChaChaPoly.open(box, using: SymmetricKey(data: key))
        else { return nil }
        return Array(plain)
    }
}
