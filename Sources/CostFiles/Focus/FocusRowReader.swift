import CostModel

/// Reads FOCUS rows: every field goes where the header says, and what the file does not have is derived.
final class FocusRowReader: RowReading {
    let names: [String]
    private(set) var roundedAmounts = 0
    private let targets: [FocusTarget]
    private let required: [Bool]
    private let lastValues: LastValues
    private let derived: FocusDerivation
    private let selection: CostFileOptions.Selection
    private var custom: CustomColumns
    private var epoch = 0

    init(_ header: FocusHeader, options: CostFileOptions, path: String) throws(CostFileError) {
        names = header.names
        targets = header.targets
        selection = options.selection
        required = header.targets.map { Self.required.contains($0) }
        lastValues = LastValues(columns: header.targets.count)
        custom = CustomColumns(header.targets)
        derived = FocusDerivation(header, options)
        if !header.has(.currency(.billingCurrency)), options.currency == nil {
            throw .missingColumns(path: path, columns: [TextColumn.billingCurrency.name])
        }
    }

    /// Without these a row counts nothing, or counts it nowhere.
    private static let required: Set<FocusTarget> = [
        .amount(.billedCost), .amount(.effectiveCost), .currency(.billingCurrency), .instant(.chargePeriodStart),
    ]

    func read(_ row: CSVRow, into builder: inout ChargeBatchBuilder) throws(FieldProblem) -> Bool {
        guard row.fields.count == targets.count else {
            throw FieldProblem(column: nil, reason: .fieldCount(row.fields.count, expected: targets.count))
        }
        if builder.epoch != epoch { forget(builder.epoch) }
        for index in 0..<targets.count {
            let field = row.fields[index]
            let bytes = row.bytes(field)
            if bytes.isEmpty || Self.isNull(bytes) {
                guard !required[index] else { throw FieldProblem(column: index, reason: .missing) }
                continue
            }
            try read(bytes, isDoubled: field.hasDoubledQuotes, at: index, into: &builder)
        }
        try custom.set(from: row, into: &builder)
        try derived.complete(&builder)
        return selection == .all || isCommitmentPurchase(row)
    }

    private func forget(_ epoch: Int) {
        self.epoch = epoch
        lastValues.forget()
        derived.forget()
    }

    /// Some write the word NULL where FOCUS wants nothing.
    @inline(__always)
    private static func isNull(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        bytes.count == 4 && Swar.isNull(bytes.baseAddress.unsafelyUnwrapped)
    }

    @inline(__always)
    private func read(
        _ bytes: UnsafeBufferPointer<UInt8>, isDoubled: Bool, at index: Int, into builder: inout ChargeBatchBuilder
    ) throws(FieldProblem) {
        switch targets[index] {
        case .text(let column):
            if let known = lastValues.result(index, bytes) {
                builder.set(column, to: UInt32(truncatingIfNeeded: known))
                return
            }
            builder.set(column, to: try code(bytes, isDoubled: isDoubled, at: index, in: &builder))
        case .amount(let column): builder.set(column, to: try amount(bytes, at: index))
        case .instant(let column):
            if let known = lastValues.result(index, bytes) {
                builder.set(column, to: Instant(seconds: known))
                return
            }
            builder.set(column, to: try instant(bytes, at: index))
        case .tags(let column):
            if let known = lastValues.result(index, bytes) {
                builder.set(column, to: UInt32(truncatingIfNeeded: known))
                return
            }
            builder.set(column, to: try tags(bytes, isDoubled: isDoubled, at: index, in: &builder))
        case .currency(let column):
            if let known = lastValues.result(index, bytes) {
                builder.set(column, to: UInt32(truncatingIfNeeded: known))
                return
            }
            builder.set(column, to: try currency(bytes, at: index, in: &builder))
        case .custom, .skip: break
        }
    }

    private func code(
        _ bytes: UnsafeBufferPointer<UInt8>, isDoubled: Bool, at index: Int, in builder: inout ChargeBatchBuilder
    ) throws(FieldProblem) -> UInt32 {
        do throws(TextEncodingError) {
            let code = isDoubled ? try builder.code(ofDoubledQuotes: bytes) : try builder.code(of: bytes)
            lastValues.keep(Int64(code), index, bytes)
            return code
        } catch {
            throw FieldProblem(column: index, reason: .encoding)
        }
    }

    private func tags(
        _ bytes: UnsafeBufferPointer<UInt8>, isDoubled: Bool, at index: Int, in builder: inout ChargeBatchBuilder
    ) throws(FieldProblem) -> UInt32 {
        do throws(TagsError) {
            let code = try builder.code(ofTags: bytes, isDoubled: isDoubled)
            lastValues.keep(Int64(code), index, bytes)
            return code
        } catch {
            throw FieldProblem(column: index, reason: .notTags)
        }
    }

    private func currency(
        _ bytes: UnsafeBufferPointer<UInt8>, at index: Int, in builder: inout ChargeBatchBuilder
    ) throws(FieldProblem) -> UInt32 {
        guard let currency = Currency(ascii: bytes.span) else {
            throw FieldProblem(column: index, reason: .notACurrency)
        }
        let code = builder.code(of: currency.code)
        lastValues.keep(Int64(code), index, bytes)
        return code
    }

    private func instant(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) throws(FieldProblem) -> Instant {
        guard let instant = FileInstant.parse(bytes) else { throw FieldProblem(column: index, reason: .notATime) }
        lastValues.keep(instant.seconds, index, bytes)
        return instant
    }

    @inline(__always)
    private func amount(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) throws(FieldProblem) -> Amount {
        do throws(AmountError) {
            let parsed = try Amount.parse(bytes.span)
            if parsed.wasRounded { roundedAmounts += 1 }
            return parsed.amount
        } catch {
            throw FieldProblem(column: index, reason: .notANumber)
        }
    }

    private func isCommitmentPurchase(_ row: CSVRow) -> Bool {
        func text(_ column: TextColumn) -> String { targets.firstIndex(of: .text(column)).map { row.text($0) } ?? "" }
        return text(.chargeCategory) == "Purchase" && !text(.commitmentDiscountId).isEmpty
    }
}

extension Swar {
    /// Whether these four bytes are the word NULL.
    @inline(__always)
    static func isNull(_ base: UnsafePointer<UInt8>) -> Bool {
        UnsafeRawPointer(base).loadUnaligned(as: UInt32.self) == UInt32(bigEndian: 0x4E55_4C4C)
    }
}
