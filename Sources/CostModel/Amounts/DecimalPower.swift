/// The powers of ten that a 128-bit number can hold.
enum DecimalPower {
    static let all: [Int128] = (0...38).map { exponent in
        (0..<exponent).reduce(Int128(1)) { product, _ in product * 10 }
    }

    /// 10 to the power of `exponent`, 0 to 38.
    static subscript(exponent: Int) -> Int128 { all[exponent] }
}
