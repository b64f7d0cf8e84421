import CostModel

/// Gathers the custom columns of a row in one JSON object, in the canonical form of tags.
struct CustomColumns {
    private struct Column {
        let index: Int
        /// The name as a JSON string, and a colon.
        let name: [UInt8]
    }

    /// In the order of their names.
    private let columns: [Column]
    private var json: [UInt8] = []

    init(_ targets: [FocusTarget]) {
        let named = targets.enumerated().compactMap { index, target -> (Int, String)? in
            if case .custom(let name) = target { (index, name) } else { nil }
        }
        columns = named.sorted { $0.1 < $1.1 }.map { index, name in
            let object = Tags([name: ""]).json
            return Column(index: index, name: Array(object.utf8.dropFirst().dropLast(3)))
        }
    }

    mutating func set(from row: CSVRow, into builder: inout ChargeBatchBuilder) throws(FieldProblem) {
        guard !columns.isEmpty else { return }
        json.removeAll(keepingCapacity: true)
        for column in columns {
            let field = row.fields[column.index]
            let bytes = row.bytes(field)
            guard !bytes.isEmpty, bytes.count != 4 || !Swar.isNull(bytes.baseAddress.unsafelyUnwrapped) else {
                continue
            }
            json.append(json.isEmpty ? UInt8(ascii: "{") : UInt8(ascii: ","))
            json.append(contentsOf: column.name)
            append(bytes, isDoubled: field.hasDoubledQuotes)
        }
        guard !json.isEmpty else { return }
        json.append(UInt8(ascii: "}"))
        do throws(TextEncodingError) {
            let code = try json.withUnsafeBufferPointer { text throws(TextEncodingError) -> UInt32 in
                try builder.code(of: text)
            }
            builder.set(.custom, to: code)
        } catch {
            throw FieldProblem(column: nil, reason: .encoding)
        }
    }

    private mutating func append(_ bytes: UnsafeBufferPointer<UInt8>, isDoubled: Bool) {
        let isPlain = bytes.allSatisfy { $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
        guard !isPlain else {
            json.append(UInt8(ascii: "\""))
            json.append(contentsOf: bytes)
            json.append(UInt8(ascii: "\""))
            return
        }
        var text = String(decoding: bytes, as: UTF8.self)
        if isDoubled { text = text.replacing("\"\"", with: "\"") }
        JSONText.append(text, to: &json)
    }
}
