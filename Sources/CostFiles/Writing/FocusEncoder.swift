public import CostModel

/// Writes charges as rows of a FOCUS CSV file: UTC times `2026-11-25T00:00:00Z`, plain decimals, nothing for null.
public struct FocusEncoder: Sendable {
    /// Where a value comes from.
    private enum Source: Sendable {
        case text(TextColumn)
        case amount(AmountColumn)
        case instant(InstantColumn)
        case custom(String)
    }

    /// The version that is written.
    public let version: FocusVersion
    /// The names of the columns, in the order in which they are written.
    public let columns: [String]
    private let sources: [Source]

    /// Prepares a version. `customColumns` are the names, `x_` first, of custom columns that have a column each.
    public init(version: FocusVersion = .v1_2, customColumns: [String] = []) {
        self.version = version
        let texts = TextColumn.allCases.filter { version.has($0) }.map { ($0.name, Source.text($0)) }
        let amounts = AmountColumn.allCases.filter { version.has($0) }.map { ($0.name, Source.amount($0)) }
        let instants = InstantColumn.allCases.map { ($0.name, Source.instant($0)) }
        let kept = [TextColumn.resourceGroup, .invoiceSection, .costCenter].map { ($0.name, Source.text($0)) }
        let known = Set(kept.map(\.0))
        let custom = Set(customColumns).subtracting(known).map { ($0, Source.custom($0)) }
        let all =
            (texts + amounts + instants).sorted { $0.0 < $1.0 } + (kept + custom).sorted { $0.0 < $1.0 }
        columns = all.map(\.0)
        sources = all.map(\.1)
    }

    /// Appends the first row.
    public func appendHeader(to output: inout [UInt8]) {
        for (index, name) in columns.enumerated() {
            if index > 0 { output.append(UInt8(ascii: ",")) }
            Self.append(name, to: &output)
        }
        output.append(0x0A)
    }

    /// Appends the row of a charge.
    public func append(_ charge: Charge, to output: inout [UInt8]) {
        let custom = charge[.custom] == nil ? Tags() : charge.custom
        for (index, source) in sources.enumerated() {
            if index > 0 { output.append(UInt8(ascii: ",")) }
            switch source {
            case .text(let column): if let text = text(column, of: charge) { Self.append(text, to: &output) }
            case .amount(let column): charge[column]?.append(to: &output)
            case .instant(let column): charge[column]?.append(to: &output)
            case .custom(let name): if let text = custom[name] { Self.append(text, to: &output) }
            }
        }
        output.append(0x0A)
    }

    /// The names that 1.3 gave to the provider stand for the old ones and the other way round.
    private func text(_ column: TextColumn, of charge: Charge) -> String? {
        if let text = charge[column] { return text }
        switch column {
        case .providerName: return charge[.serviceProviderName]
        case .publisherName: return charge[.hostProviderName]
        case .serviceProviderName: return charge[.providerName]
        case .hostProviderName: return charge[.publisherName]
        default: return nil
        }
    }

    private static func append(_ text: String, to output: inout [UInt8]) {
        let needsQuotes = text.utf8.contains { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }
        guard needsQuotes else {
            output.append(contentsOf: text.utf8)
            return
        }
        output.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            if byte == UInt8(ascii: "\"") { output.append(byte) }
            output.append(byte)
        }
        output.append(UInt8(ascii: "\""))
    }
}
