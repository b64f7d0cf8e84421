public import JSONRPC

/// One entry of a list exactly as the child wrote it, and what it is known by.
///
/// The bytes are kept and not their meaning: a schema that is passed on is the schema that was received.
public struct CatalogEntry: Sendable {
    /// The list it belongs to.
    public let kind: ListKind
    /// The entry as JSON on one line.
    public let bytes: [UInt8]
    /// Its name, URI or URI template; see ``ListKind/keyMember``.
    public let key: String
    /// Where the key stands in ``bytes``, quotes included.
    let keyPlace: ByteRange

    /// The longest key that is accepted, in bytes.
    public static let maximumKeyLength = 8 << 10

    /// Takes over one element of a list.
    ///
    /// - Throws: ``CatalogProblem`` when it is no object that every reader understands alike, or has no usable key.
    public init(_ kind: ListKind, _ element: Span<UInt8>) throws(CatalogProblem) {
        // A line break can only be white space here, and would end the message on a transport that sends lines.
        let bytes = element.withUnsafeBufferPointer { $0.filter { $0 != 0x0A && $0 != 0x0D } }
        let layout: ObjectLayout
        let value: JSONValue
        do {
            value = try JSONValue(parsing: bytes.span)
            layout = try ObjectLayout(bytes.span)
        } catch {
            throw CatalogProblem(kind, reason: "it cannot be read: \(error)")
        }
        guard let place = layout[kind.keyMember], let key = value[kind.keyMember]?.string, !key.isEmpty else {
            throw CatalogProblem(kind, reason: "its \"\(kind.keyMember)\" is no text or empty")
        }
        guard key.utf8.count <= Self.maximumKeyLength else {
            throw CatalogProblem(
                kind, reason: "its \"\(kind.keyMember)\" is longer than \(Self.maximumKeyLength) bytes")
        }
        self.kind = kind
        self.bytes = bytes
        self.key = key
        keyPlace = place
    }

    /// The entry, decoded. It is decoded each time: hardly anything needs it.
    public var value: JSONObject { (try? JSONValue(parsing: bytes.span))?.object ?? [:] }

    /// What it says about itself for a model to read.
    public var description: String? { value["description"]?.string }
}

extension CatalogEntry: Hashable {
    /// Whether both say the same, whatever the order of members and the white space.
    public static func == (left: CatalogEntry, right: CatalogEntry) -> Bool {
        guard left.kind == right.kind, left.key.isIdentical(to: right.key) else { return false }
        return left.bytes == right.bytes || left.value == right.value
    }

    /// Hashes what the entry is known by.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(kind)
        hasher.combine(ExactString(text: key))
    }
}
