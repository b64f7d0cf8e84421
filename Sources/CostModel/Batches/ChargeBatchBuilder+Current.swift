extension ChargeBatchBuilder {
    /// The code that was set in the row being filled; 0 for none.
    @inlinable
    public func current(_ column: TextColumn) -> UInt32 {
        textCodes[count &* TextColumn.count &+ column.rawValue]
    }

    /// The number that was set in the row being filled; ``ChargeBatch/noAmount`` for none.
    @inlinable
    public func current(_ column: AmountColumn) -> Amount {
        Amount(picos: picos[count &* AmountColumn.count &+ column.rawValue])
    }

    /// The moment that was set in the row being filled; ``ChargeBatch/noInstant`` for none.
    @inlinable
    public func current(_ column: InstantColumn) -> Instant {
        Instant(seconds: seconds[count &* InstantColumn.count &+ column.rawValue])
    }

    /// The text of a code of this epoch; `nil` for 0.
    public func text(of code: UInt32) -> String? {
        code == 0 || code > dictionary.count ? nil : dictionary.texts[Int(code) - 1]
    }
}
