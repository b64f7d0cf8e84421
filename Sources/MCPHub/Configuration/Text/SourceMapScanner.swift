import JSONRPC

/// Finds where each key and each element begins. It checks no grammar: it stops where it understands nothing more.
struct SourceMapScanner {
    /// A key that an object names for a second time.
    struct Repetition {
        let pointer: String
        let position: SourcePosition
        let first: SourcePosition
    }

    private let bytes: [UInt8]
    private let maximumDepth: Int
    private var counter: PositionCounter
    private var offset = 0
    private(set) var positions: [String: SourcePosition] = [:]
    private(set) var repetitions: [Repetition] = []

    init(_ bytes: [UInt8], file: String, maximumDepth: Int) {
        self.bytes = bytes
        self.maximumDepth = maximumDepth
        counter = PositionCounter(file: file)
    }

    mutating func scan() {
        skipWhitespace()
        positions[""] = position()
        scanValue("", depth: maximumDepth)
    }

    /// Steps over a value and notes what is inside.
    private mutating func scanValue(_ pointer: String, depth: Int) {
        guard depth > 0 else { return offset = bytes.count }
        switch current {
        case UInt8(ascii: "{"): scanMembers(pointer, depth: depth - 1)
        case UInt8(ascii: "["): scanElements(pointer, depth: depth - 1)
        case UInt8(ascii: "\""): skipString()
        default: while let byte = current, !",]} \t\r\n".utf8.contains(byte) { offset += 1 }
        }
        skipWhitespace()
    }

    private mutating func scanMembers(_ pointer: String, depth: Int) {
        take()
        while current == UInt8(ascii: "\"") {
            let place = position()
            let member = pointer.appending(key: scanKey())
            if let first = positions[member] {
                repetitions.append(Repetition(pointer: member, position: place, first: first))
            }
            positions[member] = place
            guard current == UInt8(ascii: ":") else { break }
            take()
            scanValue(member, depth: depth)
            if current == UInt8(ascii: ",") { take() }
        }
        close(UInt8(ascii: "}"))
    }

    private mutating func scanElements(_ pointer: String, depth: Int) {
        take()
        var index = 0
        while let byte = current, byte != UInt8(ascii: "]") {
            let before = offset
            let element = pointer.appending(key: String(index))
            positions[element] = position()
            scanValue(element, depth: depth)
            if current == UInt8(ascii: ",") { take() }
            guard offset > before else { break }
            index += 1
        }
        close(UInt8(ascii: "]"))
    }

    private mutating func scanKey() -> String {
        let start = offset
        skipString()
        let literal = Array(bytes[start..<offset])
        skipWhitespace()
        return (try? JSONValue(parsing: literal.span))?.string ?? ""
    }

    private var current: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    private mutating func position() -> SourcePosition { counter.position(at: offset, in: bytes) }

    /// Steps over one byte and white space.
    private mutating func take() {
        offset += 1
        skipWhitespace()
    }

    /// Steps over the end of an object or array, or gives up.
    private mutating func close(_ byte: UInt8) {
        if current == byte { offset += 1 } else { offset = bytes.count }
    }

    private mutating func skipWhitespace() {
        while let byte = current, " \t\r\n".utf8.contains(byte) { offset += 1 }
    }

    private mutating func skipString() {
        offset += 1
        while let byte = current, byte != UInt8(ascii: "\"") { offset += byte == UInt8(ascii: "\\") ? 2 : 1 }
        offset = min(offset + 1, bytes.count)
    }
}
