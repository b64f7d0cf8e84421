import JSONRPC

/// The keywords that concern arrays.
final class ArrayRules: Sendable {
    let minimum: Int
    let maximum: Int
    let isUnique: Bool
    /// The schemas of the first elements, one each.
    let prefix: [SchemaNode.ID]
    /// The schema of all elements behind these.
    let items: SchemaNode.ID?
    let contains: SchemaNode.ID?
    let minimumContained: Int
    let maximumContained: Int

    /// Compiles what `reader` finds; nil when there is nothing.
    init?(_ reader: KeywordReader) throws(JSONSchemaError) {
        minimum = try reader.count("minItems") ?? 0
        maximum = try reader.count("maxItems") ?? .max
        isUnique = try reader.flag("uniqueItems")
        // The form that `items` had before 2020-12 can mean only one thing.
        if case .array? = reader.object["items"] {
            prefix = try reader.schemas("items")
            items = reader.schema("additionalItems")
        } else {
            prefix = reader.dialect.isOld ? [] : try reader.schemas("prefixItems")
            items = reader.schema("items")
        }
        contains = reader.schema("contains")
        minimumContained = try reader.count("minContains") ?? 1
        maximumContained = try reader.count("maxContains") ?? .max
        if minimum == 0, maximum == .max, !isUnique, prefix.isEmpty, items == nil, contains == nil { return nil }
    }
}

extension Evaluator {
    mutating func check(
        _ elements: [JSONValue], _ rules: ArrayRules, _ node: SchemaNode, _ coverage: inout Coverage
    ) throws(Halt) {
        if elements.count < rules.minimum {
            try fail(node, "minItems", "expected at least \(Phrase.count(rules.minimum, "element"))")
        }
        if elements.count > rules.maximum {
            try fail(node, "maxItems", "expected at most \(Phrase.count(rules.maximum, "element"))")
        }
        for position in elements.indices {
            if position < rules.prefix.count {
                try evaluate(rules.prefix[position], elements[position], at: .position(position))
                coverage.insert(position)
            } else if let items = rules.items {
                try evaluate(items, elements[position], at: .position(position))
            } else {
                break
            }
        }
        if rules.items != nil { coverage.insertAll() }
        if let contains = rules.contains { try checkContains(elements, contains, rules, node, &coverage) }
        if rules.isUnique, try hasRepetition(elements) {
            try fail(node, "uniqueItems", "expected elements that all differ")
        }
    }

    private mutating func checkContains(
        _ elements: [JSONValue], _ contains: SchemaNode.ID, _ rules: ArrayRules, _ node: SchemaNode,
        _ coverage: inout Coverage
    ) throws(Halt) {
        var count = 0
        for position in elements.indices where try holds(contains, child: elements[position]) {
            count += 1
            coverage.insert(position)
            if !coverage.isTracked, rules.maximumContained == .max, count >= rules.minimumContained { break }
        }
        if count < rules.minimumContained {
            let phrase = Phrase.count(rules.minimumContained, "element")
            try fail(node, "contains", "expected at least \(phrase) of the kind that `contains` describes")
        }
        if count > rules.maximumContained {
            let phrase = Phrase.count(rules.maximumContained, "element")
            try fail(node, "maxContains", "expected at most \(phrase) of the kind that `contains` describes")
        }
    }

    private mutating func hasRepetition(_ elements: [JSONValue]) throws(Halt) -> Bool {
        guard elements.count > 1 else { return false }
        for element in elements { try spend(element.size) }
        guard elements.count > 8 else {
            return elements.indices.contains { position in
                elements[..<position].contains { $0.isIdentical(to: elements[position]) }
            }
        }
        var seen: [Int: [Int]] = Dictionary(minimumCapacity: elements.count)
        for (position, element) in elements.enumerated() {
            let hash = element.hashValue
            if seen[hash]?.contains(where: { elements[$0].isIdentical(to: element) }) == true { return true }
            seen[hash, default: []].append(position)
        }
        return false
    }
}

extension JSONValue {
    /// How many values this consists of.
    fileprivate var size: Int {
        switch self {
        case .array(let elements): elements.reduce(1) { $0 + $1.size }
        case .object(let object): object.members.reduce(1) { $0 + $1.value.size }
        default: 1
        }
    }
}
