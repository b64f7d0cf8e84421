/// The tags of a charge: a flat set of keys, each with a text or another plain JSON value.
///
/// Keys are kept as they were written; FOCUS tells `env` and `Env` apart. The canonical form is one JSON object with
/// the keys in order and no white space, so that equal tags are equal texts.
public struct Tags: Hashable, Sendable {
    /// What a key may have as value.
    public enum Value: Hashable, Sendable {
        /// A JSON string.
        case text(String)
        /// Any other JSON value, in its own JSON text: `true`, `null`, `12`.
        case literal(String)

        /// The text, or the JSON text of what is none.
        public var text: String {
            switch self {
            case .text(let text), .literal(let text): text
            }
        }
    }

    /// A key and its value.
    public struct Entry: Hashable, Sendable {
        /// The key as it was written.
        public var key: String
        /// Its value.
        public var value: Value

        /// Puts the two together.
        public init(key: String, value: Value) {
            self.key = key
            self.value = value
        }
    }

    /// The entries in the order of their keys' bytes, each key once.
    public private(set) var entries: [Entry] = []

    /// No tags.
    public init() {}

    /// Takes texts by key.
    public init(_ texts: [String: String]) {
        self.init(entries: texts.map { Entry(key: $0.key, value: .text($0.value)) })
    }

    /// Takes entries in any order; of a key that comes twice the last counts.
    public init(entries: [Entry]) {
        var latest: [String: Value] = [:]
        for entry in entries { latest[entry.key] = entry.value }
        self.entries = latest.map { Entry(key: $0.key, value: $0.value) }.sorted { $0.key < $1.key }
    }

    /// Whether there are none.
    public var isEmpty: Bool { entries.isEmpty }

    /// The value of a key, written exactly so.
    public subscript(key: String) -> String? {
        entries.first { $0.key == key }?.value.text
    }

    /// The first value, in the order of the keys, whose key is `key` in any case.
    public func value(anyCase key: String) -> String? {
        let wanted = key.lowercased()
        return entries.first { $0.key.lowercased() == wanted }?.value.text
    }

    /// The canonical form: one JSON object, keys in order, no white space.
    public var json: String {
        var bytes: [UInt8] = [UInt8(ascii: "{")]
        for (index, entry) in entries.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            JSONText.append(entry.key, to: &bytes)
            bytes.append(UInt8(ascii: ":"))
            switch entry.value {
            case .text(let text): JSONText.append(text, to: &bytes)
            case .literal(let text): bytes.append(contentsOf: text.utf8)
            }
        }
        bytes.append(UInt8(ascii: "}"))
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension Tags: CustomStringConvertible {
    /// The canonical form.
    public var description: String { json }
}
