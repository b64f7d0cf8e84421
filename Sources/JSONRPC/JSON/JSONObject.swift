/// The members of a JSON object in the order in which they were written; no key occurs twice. Keys are compared scalar
/// by scalar.
public struct JSONObject: Sendable {
    /// One key and its value.
    public struct Member: Hashable, Sendable {
        /// The key, unescaped.
        public var key: String
        /// Its value.
        public var value: JSONValue

        /// Pairs a key with its value.
        public init(key: String, value: JSONValue) {
            self.key = key
            self.value = value
        }

        /// Whether both have the same key, scalar by scalar, and equal values.
        public static func == (left: Member, right: Member) -> Bool {
            left.key.isIdentical(to: right.key) && left.value == right.value
        }
    }

    /// The members in order.
    public private(set) var members: [Member]
    /// Where each key stands. Only kept from `indexThreshold` members on: below that a linear search is faster.
    private var index: [ExactString: Int]?

    private static let indexThreshold = 16

    /// An object without members.
    public init() {
        members = []
    }

    /// Takes over parsed members.
    ///
    /// - Returns: nil, together with the position of the second occurrence, when a key occurs twice.
    static func make(uniqueMembers members: [Member]) -> Result<JSONObject, DuplicateKey> {
        var object = JSONObject()
        object.members = members
        if members.count < indexThreshold {
            for position in members.indices.dropFirst() {
                for earlier in 0..<position where members[earlier].key.isIdentical(to: members[position].key) {
                    return .failure(DuplicateKey(position: position))
                }
            }
            return .success(object)
        }
        var index: [ExactString: Int] = Dictionary(minimumCapacity: members.count)
        for (position, member) in members.enumerated() {
            guard index.updateValue(position, forKey: ExactString(text: member.key)) == nil else {
                return .failure(DuplicateKey(position: position))
            }
        }
        object.index = index
        return .success(object)
    }

    /// The position of a member whose key has occurred before.
    struct DuplicateKey: Error {
        let position: Int
    }

    /// How many members there are.
    public var count: Int { members.count }
    /// Whether there are none.
    public var isEmpty: Bool { members.isEmpty }
    /// The keys in order.
    public var keys: some Collection<String> & Sendable { members.map(\.key) }

    /// The value of `key`. Setting nil removes the member; a new key goes to the end.
    public subscript(key: String) -> JSONValue? {
        get { position(of: key).map { members[$0].value } }
        set {
            switch (position(of: key), newValue) {
            case (let position?, let value?): members[position].value = value
            case (let position?, nil): remove(at: position)
            case (nil, let value?): append(Member(key: key, value: value))
            case (nil, nil): break
            }
        }
    }

    private func position(of key: String) -> Int? {
        if let index { return index[ExactString(text: key)] }
        return members.firstIndex { $0.key.isIdentical(to: key) }
    }

    private mutating func append(_ member: Member) {
        members.append(member)
        if index != nil {
            index?[ExactString(text: member.key)] = members.count - 1
        } else if members.count >= Self.indexThreshold {
            rebuildIndex()
        }
    }

    private mutating func remove(at position: Int) {
        members.remove(at: position)
        if index != nil { rebuildIndex() }
    }

    private mutating func rebuildIndex() {
        index = Dictionary(uniqueKeysWithValues: members.enumerated().map { (ExactString(text: $1.key), $0) })
    }
}

extension JSONObject: Sequence {
    /// The members in order.
    public func makeIterator() -> IndexingIterator<[Member]> { members.makeIterator() }
}

extension JSONObject: Hashable {
    /// Whether both have the same keys with equal values; the order does not matter (RFC 8259 section 4).
    public static func == (left: JSONObject, right: JSONObject) -> Bool {
        left.count == right.count && left.members.allSatisfy { right[$0.key] == $0.value }
    }

    /// Hashes the members without regard to their order.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(members.reduce(0) { $0 &+ $1.hashValue })
    }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    /// An object of these members; of a repeated key the last value stays.
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self.init()
        for (key, value) in elements { self[key] = value }
    }
}
