import Foundation
import JSONRPC

/// Everything in which Foundation's parser is known to differ from ours.
///
/// Foundation refuses a number beyond the range of `Double`. It accepts, and we refuse, other encodings than UTF-8, a
/// byte order mark, a comma before a closing bracket and a key that occurs twice.
enum FoundationDifference {
    /// The same value with zero in place of each number that `Double` cannot hold.
    static func withoutHugeNumbers(_ value: JSONValue) -> JSONValue {
        switch value {
        case .number(let number): number.double.isInfinite ? 0 : value
        case .array(let elements): .array(elements.map(withoutHugeNumbers))
        case .object(let object): .object(withoutHugeNumbers(object))
        default: value
        }
    }

    private static func withoutHugeNumbers(_ object: JSONObject) -> JSONObject {
        var small = object
        for member in object { small[member.key] = withoutHugeNumbers(member.value) }
        return small
    }

    /// Whether `input` becomes acceptable to us, but for a repeated key, once it is UTF-8 without a byte order mark and
    /// its trailing commas are gone.
    static func explainsRefusal(of input: [UInt8]) -> Bool {
        var text = plainUTF8(input)
        while let error = grammarError(in: text) {
            if error.code == .tooDeep { break }
            guard let comma = trailingComma(in: text, before: error) else { return false }
            text.remove(at: comma)
        }
        do throws(JSONSyntaxError) {
            _ = try JSONValue(parsing: text.span)
            return text != input
        } catch {
            return error.code == .duplicateKey
        }
    }

    /// What keeps `text` from being one value, repeated keys left aside: those the scanner lets pass inside a batch.
    /// The brackets of the batch take one level.
    private static func grammarError(in text: [UInt8]) -> JSONSyntaxError? {
        let batch = [UInt8(ascii: "[")] + text + [UInt8(ascii: "]")]
        do throws(JSONSyntaxError) {
            _ = try EnvelopeScanner().scanBatch(batch.span)
            return nil
        } catch {
            return JSONSyntaxError(error.code, at: error.offset - 1, expected: error.expected)
        }
    }

    /// Where the comma stands that `error` was raised behind, if a bracket closes there.
    private static func trailingComma(in text: [UInt8], before error: JSONSyntaxError) -> Int? {
        guard error.code == .unexpectedByte, text.indices.contains(error.offset),
            [UInt8(ascii: "]"), UInt8(ascii: "}")].contains(text[error.offset]),
            let last = text[..<error.offset].lastIndex(where: { !Array(" \t\r\n".utf8).contains($0) }),
            text[last] == UInt8(ascii: ",")
        else { return nil }
        return last
    }

    /// The input in UTF-8 without a byte order mark, its encoding guessed from the first bytes as Foundation does.
    private static func plainUTF8(_ input: [UInt8]) -> [UInt8] {
        for (mark, encoding) in marks where input.starts(with: mark) {
            return String(bytes: input.dropFirst(mark.count), encoding: encoding).map { Array($0.utf8) } ?? input
        }
        return String(bytes: input, encoding: encodingWithoutMark(input)).map { Array($0.utf8) } ?? input
    }

    private static let marks: [([UInt8], String.Encoding)] = [
        ([0xEF, 0xBB, 0xBF], .utf8), ([0x00, 0x00, 0xFE, 0xFF], .utf32BigEndian),
        ([0xFF, 0xFE, 0x00, 0x00], .utf32LittleEndian), ([0xFF, 0xFE], .utf16LittleEndian),
        ([0xFE, 0xFF], .utf16BigEndian),
    ]

    private static func encodingWithoutMark(_ input: [UInt8]) -> String.Encoding {
        let zeros = input.prefix(4).map { $0 == 0 }
        return switch (zeros.count, zeros.first, zeros.dropFirst().first) {
        case (4, true, true) where zeros[2]: .utf32BigEndian
        case (4, _, true) where zeros[2] && zeros[3]: .utf32LittleEndian
        case (4, true, _) where zeros[2]: .utf16BigEndian
        case (4, _, true) where zeros[3]: .utf16LittleEndian
        case (2...3, true, _): .utf16BigEndian
        case (2...3, _, true): .utf16LittleEndian
        default: .utf8
        }
    }
}
