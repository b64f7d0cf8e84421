/// A value on its way into or out of a database.
enum SQLValue: Hashable, Sendable {
    case null
    case integer(Int64)
    /// A sum beyond 64 bits, as PostgreSQL gives them.
    case wide(Int128)
    case text(String)
    case bytes([UInt8])

    init(_ text: String?) {
        self = text.map { .text($0) } ?? .null
    }

    init(_ number: Int64?) {
        self = number.map { .integer($0) } ?? .null
    }

    init(_ number: Int) {
        self = .integer(Int64(number))
    }
}

/// The values of one row, by their place in the query.
struct SQLRow: Hashable, Sendable {
    let values: [SQLValue]

    func integer(_ index: Int) -> Int64 {
        Int64(clamping: wide(index))
    }

    func optionalInteger(_ index: Int) -> Int64? {
        values[index] == .null ? nil : integer(index)
    }

    func wide(_ index: Int) -> Int128 {
        switch values[index] {
        case .integer(let number): Int128(number)
        case .wide(let number): number
        default: 0
        }
    }

    func text(_ index: Int) -> String {
        optionalText(index) ?? ""
    }

    func optionalText(_ index: Int) -> String? {
        if case .text(let text) = values[index] { text } else { nil }
    }

    func bytes(_ index: Int) -> [UInt8] {
        if case .bytes(let bytes) = values[index] { bytes } else { [] }
    }
}
