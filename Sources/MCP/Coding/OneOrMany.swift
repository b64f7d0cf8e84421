public import JSONRPC

/// Values that stand in a message either alone or as an array. Which of the two it was is kept.
public enum OneOrMany<Element: JSONConvertible>: JSONConvertible {
    /// A value alone.
    case one(Element)
    /// An array, of any length.
    case many([Element])

    /// The values, however they are written.
    public var elements: [Element] {
        switch self {
        case .one(let element): [element]
        case .many(let elements): elements
        }
    }

    /// Reads a value or an array.
    public init(json: JSONValue) throws(DecodingFailure) {
        if json.array == nil {
            self = .one(try Element(json: json))
        } else {
            self = .many(try [Element](json: json))
        }
    }

    /// The value or the array.
    public var json: JSONValue {
        switch self {
        case .one(let element): element.json
        case .many(let elements): elements.json
        }
    }
}
