import CostModel
import Testing

@Suite struct AmountTests {
    @Test(arguments: [
        ("0", "0"), ("-0", "0"), ("1", "1"), ("12.50", "12.5"), ("-12.50", "-12.5"), (".5", "0.5"), ("5.", "5"),
        ("1.5E-7", "0.00000015"), ("1.5e3", "1500"), ("+3", "3"), ("0.000000000001", "0.000000000001"),
        ("0.000300000000000", "0.0003"), ("1E-12", "0.000000000001"),
        ("100000000000000000000", "100000000000000000000"),
        ("0E999", "0"), ("123456789012345678.123456789012", "123456789012345678.123456789012"),
    ])
    func `a decimal is read exactly and printed plainly`(text: String, printed: String) throws {
        #expect(try Amount(text).description == printed)
    }

    @Test(arguments: ["", "-", ".", "1.2.3", "1,5", "1e", "e5", "--1", "0x10", "1 ", "NaN", "1E5.5", "\u{0661}"])
    func `what is no decimal is refused`(text: String) {
        #expect(throws: AmountError.malformed(text)) { try Amount(text) }
    }

    @Test(arguments: [
        ("0.0000000000005", "0"), ("0.0000000000015", "0.000000000002"), ("0.0000000000025", "0.000000000002"),
        ("0.00000000000250000000000000000000001", "0.000000000003"), ("-0.0000000000015", "-0.000000000002"),
        ("0.4838709677419368123", "0.483870967742"), ("9.9999999999995", "10"), ("1E-40", "0"),
        ("6E-13", "0.000000000001"),
    ])
    func `beyond twelve decimals it is rounded half to even, and said so`(text: String, rounded: String) throws {
        let parsed = try Amount.parse(text.utf8.span)
        #expect(parsed.amount.description == rounded)
        #expect(parsed.wasRounded)
        #expect(throws: AmountError.inexact(text)) { try Amount(text) }
    }

    @Test(arguments: ["1E27", "999999999999999999999999999999", "1E99999999999"])
    func `what does not fit is refused`(text: String) {
        #expect(throws: AmountError.overflow) { try Amount(text) }
    }

    @Test func `arithmetic refuses to overflow`() {
        let large = Amount(picos: .max)
        #expect(throws: AmountError.overflow) { try large + .one }
        #expect(throws: AmountError.overflow) { try -large - .one }
        #expect(throws: AmountError.overflow) { try large.multiplied(by: Amount(2)) }
        #expect(throws: AmountError.undefined) { try large.divided(by: .zero) }
    }

    @Test func `printing and reading is the identity`() throws {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<2000 {
            let bits = Int.random(in: 1...126, using: &random)
            let amount = Amount(picos: Int128.random(in: -(1 << bits)...(1 << bits), using: &random))
            #expect(try Amount(amount.description) == amount)
        }
    }

    @Test func `a product has the digits of long multiplication`() throws {
        #expect(try Amount("24.80634996").multiplied(by: Amount("0.1")).description == "2.480634996")
        #expect(try Amount(1).divided(by: Amount(3)).description == "0.333333333333")
        #expect(try Amount(2).divided(by: Amount(-3)).description == "-0.666666666667")
    }

    @Test func `a split adds up to the last digit`() throws {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<500 {
            let total = Amount(
                picos: Int128.random(in: -1_000_000_000_000_000_000...1_000_000_000_000_000_000, using: &random))
            let count = Int.random(in: 1...20, using: &random)
            var weights = (0..<count).map { _ in Amount(picos: Int128.random(in: 0...1_000_000_000_000, using: &random))
            }
            weights[0] = .one
            let parts = try total.split(by: weights)
            #expect(try Amount.sum(of: parts) == total)
            #expect(parts.count { $0.rounded(decimals: 2) != $0 } <= 1)
        }
        #expect(throws: AmountError.undefined) { try Amount.one.split(by: [.zero]) }
        #expect(throws: AmountError.undefined) { try Amount.one.split(by: [.one, -.one, .one]) }
    }
}

@Suite struct MoneyTests {
    @Test func `currencies are never mixed`() throws {
        let euro = try #require(Currency("eur"))
        let dollar = try #require(Currency("USD"))
        #expect(throws: AmountError.currencies(euro, dollar)) { try Money(.one, euro) + Money(.one, dollar) }
        #expect(Currency("EURO") == nil && Currency("E1R") == nil && Currency("") == nil && Currency("[[[") == nil)
        #expect(Currency(packed: euro.packed) == euro)
    }

    @Test(arguments: [
        ("USD", "0.005", "0.00 USD"), ("USD", "0.015", "0.02 USD"), ("JPY", "1.5", "2 JPY"),
        ("KWD", "-1.2345", "-1.234 KWD"),
    ])
    func `money is shown in minor units, half to even`(code: String, amount: String, shown: String) throws {
        #expect(Money(try Amount(amount), try #require(Currency(code))).formatted == shown)
    }

    @Test func `an even split in cents gives the rest to the first`() throws {
        let parts = try Money(Amount("100"), try #require(Currency("EUR"))).split(into: 3)
        #expect(parts.map(\.description) == ["33.34 EUR", "33.33 EUR", "33.33 EUR"])
    }
}
