import Fuzzing
import JSONRPC

/// What is parsed and written again is the same value, digit by digit.
@main
enum ParserFuzz {
    static func main() {
        FuzzTarget.run { bytes in
            do throws(JSONSyntaxError) {
                checkRoundTrip(try JSONValue(parsing: bytes), of: bytes)
            } catch {
                require(0...bytes.count ~= error.offset, "an error lies inside the input")
            }
        }
    }

    private static func checkRoundTrip(_ value: JSONValue, of bytes: Span<UInt8>) {
        let written = value.serialized
        guard let again = try? JSONValue(parsing: written.span) else {
            return require(false, "what is written can be parsed")
        }
        require(again == value, "what is written reads back as the same value")
        require(again.hashValue == value.hashValue, "equal values hash alike")
        require(again.serialized == written, "what was written compactly is written the same way again")
        let numbers = value.numbers
        require(again.numbers.map(\.literal) == numbers.map(\.literal), "numbers keep their digits")
        require(bytes.contains(inOrder: numbers.map(\.literal)), "numbers are written as they were read")
        for number in numbers { checkParts(of: number) }
        for (left, right) in zip(numbers, numbers.dropFirst()) { checkOrder(left, right) }
    }

    private static func checkParts(of number: JSONNumber) {
        require(JSONNumber(number.literal) == number, "a literal is a number by itself")
        guard let integer = number.integer else { return }
        require(number.isWhole && JSONNumber(integer) == number, "an integer has the value of its number")
    }

    private static func checkOrder(_ left: JSONNumber, _ right: JSONNumber) {
        let relations = [left < right, left == right, right < left].count { $0 }
        require(relations == 1, "of two numbers one is smaller or both are equal")
        require(!(left.double < right.double) || left < right, "numbers are ordered as their nearest doubles are")
    }
}

extension JSONValue {
    /// All numbers in the order in which they are written.
    fileprivate var numbers: [JSONNumber] {
        switch self {
        case .number(let number): [number]
        case .array(let elements): elements.flatMap(\.numbers)
        case .object(let object): object.members.flatMap(\.value.numbers)
        default: []
        }
    }
}

extension Span<UInt8> {
    /// Whether all of `parts` occur one behind the other.
    fileprivate func contains(inOrder parts: [String]) -> Bool {
        var offset = 0
        for part in parts {
            let part = Array(part.utf8)
            while offset + part.count <= count, !spells(part, at: offset) { offset += 1 }
            guard offset + part.count <= count else { return false }
            offset += part.count
        }
        return true
    }

    private func spells(_ part: [UInt8], at offset: Int) -> Bool {
        for index in part.indices where self[offset + index] != part[index] { return false }
        return true
    }
}
