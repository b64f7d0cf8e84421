/// A few thousand charges on their way from a file to a store, and the texts that they are the first to use.
///
/// Every text is a code into the dictionary of the reading: 0 is none, the others count up from 1 and stay the same
/// from batch to batch. A batch carries the texts that are new in it, so that who loads them asks its store for each
/// text once and afterwards only looks codes up in an array. When the dictionary is full it starts afresh: the batch
/// has another ``epoch``, and all codes before it are void.
///
/// Rows are laid one after the other, each with all columns, because they are written and read row by row. Numbers are
/// 10^-12 units (see ``Amount``), moments seconds since 1970 UTC (see ``Instant``).
public struct ChargeBatch: Sendable {
    /// Which dictionary the codes belong to.
    public let epoch: Int
    /// The texts that are new in this batch; the first has ``firstNewCode``.
    public let newTexts: PackedTexts
    /// The code of the first new text. 1 with every new epoch.
    public let firstNewCode: UInt32
    /// How many rows there are.
    public let count: Int
    /// The number of the first row in its file, counted from 1 without the header.
    public let firstRowNumber: Int

    /// The codes of all rows, ``TextColumn/count`` for each.
    public let textCodes: [UInt32]
    /// The numbers of all rows, ``AmountColumn/count`` for each; ``noAmount`` where there is none.
    public let picos: [Int128]
    /// The moments of all rows, ``InstantColumn/count`` for each; ``noInstant`` where there is none.
    public let seconds: [Int64]

    /// Stands for a number that is missing.
    public static let noAmount = Int128.min
    /// Stands for a moment that is missing.
    public static let noInstant = Int64.min

    init(
        epoch: Int, newTexts: PackedTexts, firstNewCode: UInt32, count: Int, firstRowNumber: Int,
        textCodes: [UInt32], picos: [Int128], seconds: [Int64]
    ) {
        self.epoch = epoch
        self.newTexts = newTexts
        self.firstNewCode = firstNewCode
        self.count = count
        self.firstRowNumber = firstRowNumber
        self.textCodes = textCodes
        self.picos = picos
        self.seconds = seconds
    }

    /// The code of a text; 0 where there is none.
    @inlinable
    public func code(_ column: TextColumn, row: Int) -> UInt32 {
        textCodes[row &* TextColumn.count &+ column.rawValue]
    }

    /// A number as 10^-12 units; ``noAmount`` where there is none.
    @inlinable
    public func picos(_ column: AmountColumn, row: Int) -> Int128 {
        picos[row &* AmountColumn.count &+ column.rawValue]
    }

    /// A moment as seconds since 1970 UTC; ``noInstant`` where there is none.
    @inlinable
    public func seconds(_ column: InstantColumn, row: Int) -> Int64 {
        seconds[row &* InstantColumn.count &+ column.rawValue]
    }
}
