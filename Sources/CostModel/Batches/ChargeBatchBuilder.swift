/// Fills batches row by row, and keeps the dictionary of their texts.
///
/// ```swift
/// builder.beginRow()
/// builder.set(.serviceName, to: builder.code(of: "Storage"))
/// builder.set(.billedCost, to: Amount("0.12"))
/// builder.commitRow()
/// ```
/// A row that was begun and not committed is overwritten by the next: this is how a broken one is dropped. Reaching the
/// bounds of the dictionary ends its epoch with the next ``take()``, never inside a batch.
public struct ChargeBatchBuilder: Sendable {
    /// How much is kept at most.
    public struct Limits: Hashable, Sendable {
        /// Rows in a batch.
        public var rows: Int
        /// Texts in a dictionary before it starts afresh.
        public var texts: Int
        /// Bytes of all texts before it starts afresh.
        public var textBytes: Int

        /// Bounds that keep a reading below about 64 MiB.
        public init(rows: Int = 8192, texts: Int = 250_000, textBytes: Int = 24 << 20) {
            self.rows = max(1, rows)
            self.texts = max(1, texts)
            self.textBytes = max(1, textBytes)
        }
    }

    private let limits: Limits
    var dictionary = TextDictionary()
    /// Tags as they were written, tags with doubled quotes, texts with doubled quotes.
    var tags = SpellingTable()
    var doubledTags = SpellingTable()
    var quoted = SpellingTable()
    /// Which dictionary the codes of the row being filled belong to; see ``ChargeBatch/epoch``.
    public private(set) var epoch = 0
    private var textsTaken = 0
    @usableFromInline var nextRowNumber = 1

    @usableFromInline var count = 0
    @usableFromInline var textCodes: [UInt32] = []
    @usableFromInline var picos: [Int128] = []
    @usableFromInline var seconds: [Int64] = []

    /// Begins with an empty dictionary.
    public init(limits: Limits = Limits()) {
        self.limits = limits
        // Bounds are looked at after each row, whose texts may go beyond them.
        dictionary.reserve(texts: limits.texts + 1000, bytes: limits.textBytes + 1 << 16)
    }

    /// How many rows were committed since the last ``take()``.
    public var rowCount: Int { count }

    /// Whether the batch, or the dictionary that it belongs to, has reached its bounds and should be taken.
    public var isFull: Bool { count >= limits.rows || isDictionaryFull }

    private var isDictionaryFull: Bool {
        dictionary.count >= limits.texts || dictionary.byteCount >= limits.textBytes
            || tags.byteCount + doubledTags.byteCount + quoted.byteCount >= limits.textBytes
    }

    /// The number of the row being filled, counted from 1; broken rows count when they are reported by ``skipRow()``.
    public var rowNumber: Int { nextRowNumber }

    /// Begins a row in which every column is empty.
    @inlinable @inline(__always)
    public mutating func beginRow() {
        if picos.count < (count &+ 1) &* AmountColumn.count { reserveRows() }
        let codes = count &* TextColumn.count
        for index in codes..<(codes &+ TextColumn.count) { textCodes[index] = 0 }
        let amounts = count &* AmountColumn.count
        for index in amounts..<(amounts &+ AmountColumn.count) { picos[index] = ChargeBatch.noAmount }
        let instants = count &* InstantColumn.count
        for index in instants..<(instants &+ InstantColumn.count) { seconds[index] = ChargeBatch.noInstant }
    }

    @usableFromInline mutating func reserveRows() {
        textCodes = Array(repeating: 0, count: limits.rows * TextColumn.count)
        picos = Array(repeating: ChargeBatch.noAmount, count: limits.rows * AmountColumn.count)
        seconds = Array(repeating: ChargeBatch.noInstant, count: limits.rows * InstantColumn.count)
    }

    /// Keeps the row.
    @inlinable @inline(__always)
    public mutating func commitRow() {
        count &+= 1
        nextRowNumber &+= 1
    }

    /// Counts a row that is not kept.
    public mutating func skipRow() {
        nextRowNumber &+= 1
    }

    /// Sets a text by its code.
    @inlinable @inline(__always)
    public mutating func set(_ column: TextColumn, to code: UInt32) {
        textCodes[count &* TextColumn.count &+ column.rawValue] = code
    }

    /// Sets a number.
    @inlinable @inline(__always)
    public mutating func set(_ column: AmountColumn, to amount: Amount) {
        picos[count &* AmountColumn.count &+ column.rawValue] = amount.picos
    }

    /// Sets a moment.
    @inlinable @inline(__always)
    public mutating func set(_ column: InstantColumn, to instant: Instant) {
        seconds[count &* InstantColumn.count &+ column.rawValue] = instant.seconds
    }
}

extension ChargeBatchBuilder {
    /// The rows committed since the last time, with the texts that are new; `nil` when there are none.
    public mutating func take() -> ChargeBatch? {
        guard count > 0 else {
            if isDictionaryFull { beginEpoch() }
            return nil
        }
        var newTexts = PackedTexts()
        newTexts.append(dictionary.texts, from: textsTaken)
        if count < limits.rows {
            textCodes.removeSubrange((count * TextColumn.count)...)
            picos.removeSubrange((count * AmountColumn.count)...)
            seconds.removeSubrange((count * InstantColumn.count)...)
        }
        let batch = ChargeBatch(
            epoch: epoch, newTexts: newTexts, firstNewCode: UInt32(textsTaken) + 1, count: count,
            firstRowNumber: nextRowNumber - count, textCodes: textCodes, picos: picos, seconds: seconds)
        textsTaken = dictionary.count
        (count, textCodes, picos, seconds) = (0, [], [], [])
        if isDictionaryFull { beginEpoch() }
        return batch
    }

    private mutating func beginEpoch() {
        dictionary.removeAll()
        tags.removeAll()
        doubledTags.removeAll()
        quoted.removeAll()
        epoch += 1
        textsTaken = 0
    }

    /// Begins a row, fills it from a charge, keeps it.
    public mutating func append(_ charge: Charge) {
        beginRow()
        fillRow(charge)
        commitRow()
    }

    /// Sets all that a charge has in the row that was begun.
    public mutating func fillRow(_ charge: Charge) {
        for column in TextColumn.allCases { if let text = charge[column] { set(column, to: code(of: text)) } }
        for column in AmountColumn.allCases { if let amount = charge[column] { set(column, to: amount) } }
        for column in InstantColumn.allCases { if let instant = charge[column] { set(column, to: instant) } }
    }
}
