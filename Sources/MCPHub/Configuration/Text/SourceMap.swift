/// Where each part of a document stands, by JSON Pointer: a member at its key, an element at its value.
public struct SourceMap: Hashable, Sendable {
    private var positions: [String: SourcePosition]
    /// The beginning of the document.
    private let start: SourcePosition

    /// Walks through `strict`, which should be strict JSON; what follows the first byte that is not is left out.
    ///
    /// - Parameter maximumDepth: how many levels are looked into.
    public init(strict: [UInt8], file: String, maximumDepth: Int = 512) {
        var scanner = SourceMapScanner(strict, file: file, maximumDepth: maximumDepth)
        scanner.scan()
        start = SourcePosition(file: file)
        positions = scanner.positions
    }

    /// Where `pointer` stands; when there is no such part, where the part stands that would hold it.
    public subscript(pointer: String) -> SourcePosition {
        var rest = pointer[...]
        while true {
            if let position = positions[String(rest)] { return position }
            guard let slash = rest.lastIndex(of: "/") else { return start }
            rest = rest[..<slash]
        }
    }

    /// Takes over from `other` where `pointer` and everything below it stand.
    mutating func replace(_ pointer: String, from other: SourceMap) {
        let isInside = { (key: String) in key == pointer || key.hasPrefix(pointer + "/") }
        positions = positions.filter { !isInside($0.key) }
        for (key, position) in other.positions where isInside(key) { positions[key] = position }
    }
}

extension String {
    /// This JSON Pointer (RFC 6901) extended by a key.
    func appending(key: String) -> String {
        var pointer = self + "/"
        for scalar in key.unicodeScalars {
            switch scalar {
            case "~": pointer += "~0"
            case "/": pointer += "~1"
            default: pointer.unicodeScalars.append(scalar)
            }
        }
        return pointer
    }
}
