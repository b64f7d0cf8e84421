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
        public init(rows: Int = 8192, texts: Int = 1 << 18, textBytes: Int = 24 << 20) {
            self.rows = max(1, rows)
            self.texts = max(1, texts)
            self.textBytes = max(1, textBytes)
        }
    }

    private let limits: Limits
    private var dictionary = TextDictionary()
    /// Numbers by the bytes of tags as they were written, and the codes of their canonical form by those numbers.
    private var spellings = TextDictionary()
    private var codeOfSpelling: [UInt32] = []
    private var epoch = 0
    private var textsTaken = 0
    private var nextRowNumber = 1

    private var count = 0
    private var textCodes: [UInt32] = []
    private var picos: [Int128] = []
    private var seconds: [Int64] = []

    /// Begins with an empty dictionary.
    public init(limits: Limits = Limits()) {
        self.limits = limits
    }

    /// How many rows were committed since the last ``take()``.
    public var rowCount: Int { count }

    /// Whether the batch, or the dictionary that it belongs to, has reached its bounds and should be taken.
    public var isFull: Bool { count >= limits.rows || isDictionaryFull }

    private var isDictionaryFull: Bool {
        dictionary.count >= limits.texts || dictionary.byteCount >= limits.textBytes
            || spellings.byteCount >= limits.textBytes
    }

    /// The number of the row being filled, counted from 1; broken rows count when they are reported by ``skipRow()``.
    public var rowNumber: Int { nextRowNumber }

    /// Begins a row in which every column is empty.
    @inline(__always)
    public mutating func beginRow() {
        if picos.count < (count &+ 1) &* AmountColumn.count { reserveRows() }
        let codes = count &* TextColumn.count
        for index in codes..<(codes &+ TextColumn.count) { textCodes[index] = 0 }
        let amounts = count &* AmountColumn.count
        for index in amounts..<(amounts &+ AmountColumn.count) { picos[index] = ChargeBatch.noAmount }
        let instants = count &* InstantColumn.count
        for index in instants..<(instants &+ InstantColumn.count) { seconds[index] = ChargeBatch.noInstant }
    }

    private mutating func reserveRows() {
        textCodes = Array(repeating: 0, count: limits.rows * TextColumn.count)
        picos = Array(repeating: ChargeBatch.noAmount, count: limits.rows * AmountColumn.count)
        seconds = Array(repeating: ChargeBatch.noInstant, count: limits.rows * InstantColumn.count)
    }

    /// Keeps the row.
    @inline(__always)
    public mutating func commitRow() {
        count &+= 1
        nextRowNumber &+= 1
    }

    /// Counts a row that is not kept.
    public mutating func skipRow() {
        nextRowNumber &+= 1
    }

    /// Sets a text by its code.
    @inline(__always)
    public mutating func set(_ column: TextColumn, to code: UInt32) {
        textCodes[count &* TextColumn.count &+ column.rawValue] = code
    }

    /// Sets a number.
    @inline(__always)
    public mutating func set(_ column: AmountColumn, to amount: Amount) {
        picos[count &* AmountColumn.count &+ column.rawValue] = amount.picos
    }

    /// Sets a moment.
    @inline(__always)
    public mutating func set(_ column: InstantColumn, to instant: Instant) {
        seconds[count &* InstantColumn.count &+ column.rawValue] = instant.seconds
    }
}

extension ChargeBatchBuilder {
    /// The code of a text in UTF-8; 0 for an empty one.
    public mutating func code(of text: UnsafeBufferPointer<UInt8>) -> UInt32 {
        text.isEmpty ? 0 : dictionary.number(of: text)
    }

    /// The code of a text; 0 for an empty one.
    public mutating func code(of text: String) -> UInt32 {
        var text = text
        return text.withUTF8 { code(of: $0) }
    }

    /// The code of the canonical form of tags that are written as `text`; 0 for none. Throws ``TagsError``.
    ///
    /// A spelling that was seen before is not read again.
    public mutating func code(ofTags text: UnsafeBufferPointer<UInt8>) throws(TagsError) -> UInt32 {
        guard !text.isEmpty else { return 0 }
        let number = Int(spellings.number(of: text))
        if number <= codeOfSpelling.count, codeOfSpelling[number - 1] != .max { return codeOfSpelling[number - 1] }
        if number > codeOfSpelling.count { codeOfSpelling.append(.max) }
        let tags = try Tags(json: Array(text))
        let code = tags.isEmpty ? 0 : code(of: tags.json)
        codeOfSpelling[number - 1] = code
        return code
    }

    /// The rows committed since the last time, with the texts that are new; `nil` when there are none.
    public mutating func take() -> ChargeBatch? {
        guard count > 0 else { return nil }
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
        spellings.removeAll()
        codeOfSpelling = []
        epoch += 1
        textsTaken = 0
    }

    /// Begins a row, fills it from a charge, keeps it.
    public mutating func append(_ charge: Charge) {
        beginRow()
        for column in TextColumn.allCases { if let text = charge[column] { set(column, to: code(of: text)) } }
        for column in AmountColumn.allCases { if let amount = charge[column] { set(column, to: amount) } }
        for column in InstantColumn.allCases { if let instant = charge[column] { set(column, to: instant) } }
        commitRow()
    }
}
