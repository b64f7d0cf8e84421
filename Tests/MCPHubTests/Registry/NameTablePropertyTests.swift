import JSONRPC
import MCPHub
import Testing

/// Whatever children call their tools: names are never equal, never too long, lead back, and do not depend on order.
@Suite struct NameTablePropertyTests {
    private static let pieces = [
        "a", "b", "_", "__", "-", ".", " ", "/", "é", "e\u{301}", "日", "😀", "A", "0", "\u{200B}", "+",
        String(repeating: "x", count: 30), String(repeating: "long_", count: 13),
    ]

    private static func word(_ generator: inout SeededGenerator) -> String {
        (0...Int.random(in: 0...5, using: &generator)).map { _ in
            pieces.randomElement(using: &generator) ?? "a"
        }.joined()
    }

    private static func children(_ generator: inout SeededGenerator) -> [String: [String]] {
        var children: [JSONValue: Set<JSONValue>] = [:]
        for _ in 0..<Int.random(in: 1...5, using: &generator) {
            let names = (0..<Int.random(in: 0...30, using: &generator)).map { _ in JSONValue.string(word(&generator)) }
            children[.string(word(&generator))] = Set(names)
        }
        let pairs = children.map { ($0.key.string ?? "", $0.value.compactMap(\.string)) }
        return Dictionary(pairs) { first, _ in first }
    }

    @Test(arguments: 0..<300)
    func `any names make a table that holds`(seed: UInt64) {
        var generator = SeededGenerator(state: seed)
        let keys = Self.children(&generator)
        let rules = ExposureRules(children: keys.keys.map { ChildExposure($0) })
        let table = NameTable(.tools, rules: rules, keys: keys)
        let routes = keys.flatMap { child, names in names.map { Route(child: child, name: $0) } }
        #expect(table.collisions.isEmpty)
        #expect(table.count == routes.count)
        for route in routes {
            guard let name = table.name(of: route) else { Issue.record("no name for \(route)"); continue }
            #expect((1...64).contains(name.utf8.count))
            #expect(
                name.utf8.allSatisfy {
                    $0 == 0x5F || $0 == 0x2D || Character(Unicode.Scalar($0)).isLetter
                        || Character(Unicode.Scalar($0)).isNumber
                })
            #expect(table.route(of: name) == route)
        }
    }

    @Test(arguments: 0..<300)
    func `the order of children and tools changes no name`(seed: UInt64) {
        var generator = SeededGenerator(state: seed)
        let keys = Self.children(&generator)
        let order = Array(keys.keys)
        let shuffled = order.shuffled(using: &generator)
        let table = NameTable(
            .tools, rules: ExposureRules(children: order.map { ChildExposure($0) }), keys: keys)
        let other = NameTable(
            .tools, rules: ExposureRules(children: shuffled.map { ChildExposure($0) }),
            keys: keys.mapValues { $0.shuffled(using: &generator) })
        for (child, names) in keys {
            for name in names {
                let route = Route(child: child, name: name)
                #expect(table.name(of: route) == other.name(of: route))
            }
        }
    }

    @Test(arguments: 0..<100)
    func `without prefixes every name is offered once or its collision is told`(seed: UInt64) {
        var generator = SeededGenerator(state: seed)
        let keys = Self.children(&generator)
        let rules = ExposureRules(names: .plain, children: keys.keys.map { ChildExposure($0) })
        let table = NameTable(.tools, rules: rules, keys: keys)
        let routes = keys.flatMap { child, names in names.map { Route(child: child, name: $0) } }
        let refused = Set(table.collisions.map(\.refused))
        for route in routes { #expect((table.name(of: route) == nil) == refused.contains(route)) }
        #expect(table.count + refused.count == routes.count)
    }
}
