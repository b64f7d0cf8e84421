/// Text that nobody can guess.
enum Secret {
    /// 160 random bits.
    static func text() -> String {
        var generator = SystemRandomNumberGenerator()
        return (0..<5).map { _ in
            let digits = String(UInt32.random(in: .min ... .max, using: &generator), radix: 16)
            return String(repeating: "0", count: 8 - digits.count) + digits
        }.joined()
    }
}
