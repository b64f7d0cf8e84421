import JSONRPC

/// Applies a program to one value.
///
/// What does not match is thrown, so that keywords need not hand results upward: in the quick mode at the first
/// violation, and when collecting at the last one that is wanted.
struct Evaluator {
    let program: SchemaProgram
    /// How many steps are left.
    var steps: Int
    var matcher = PatternMatcher()
    /// Whether violations are noted instead of thrown.
    private(set) var collects: Bool
    private(set) var report = Report()
    /// The resources entered and not yet left, when dynamic references depend on them.
    private(set) var scope: [Int] = []
    private var depth = 0
    /// How many schemas have been applied to the present value inside each other.
    private var chain = 0

    /// Prepares to apply `program`.
    init(_ program: SchemaProgram, collects: Bool = false) {
        self.program = program
        self.collects = collects
        steps = program.options.maximumSteps
    }

    /// Applies the root schema.
    mutating func run(_ value: JSONValue) throws(Halt) {
        var coverage = Coverage(isTracked: false)
        try evaluate(0, value, &coverage)
    }

    /// Applies a schema to a part of the present value.
    mutating func evaluate(
        _ id: SchemaNode.ID, _ value: JSONValue, at step: @autoclosure () -> Report.Step
    ) throws(Halt) {
        let outer = chain
        chain = 0
        if collects { report.enter(step()) }
        var coverage = Coverage(isTracked: false)
        try evaluate(id, value, &coverage)
        if collects { report.leave() }
        chain = outer
    }

    /// Applies another schema to the present value.
    mutating func evaluate(
        _ id: SchemaNode.ID, sameValue value: JSONValue, _ coverage: inout Coverage
    ) throws(Halt) {
        chain += 1
        // More schemas than there are means that one of them came twice.
        guard chain <= program.nodes.count else {
            throw .undecided(.endlessReference(program.nodes[id].location))
        }
        try evaluate(id, value, &coverage)
        chain -= 1
    }

    /// Whether a schema matches the present value.
    mutating func holds(
        _ id: SchemaNode.ID, sameValue value: JSONValue, _ coverage: inout Coverage
    ) throws(Halt) -> Bool {
        let outer = (collects, chain)
        collects = false
        defer { (collects, chain) = outer }
        do { try evaluate(id, sameValue: value, &coverage) } catch .mismatch { return false }
        return true
    }

    /// Whether a schema matches a part of the present value.
    mutating func holds(_ id: SchemaNode.ID, child value: JSONValue) throws(Halt) -> Bool {
        let outer = (collects, chain)
        collects = false
        chain = 0
        defer { (collects, chain) = outer }
        var coverage = Coverage(isTracked: false)
        do { try evaluate(id, value, &coverage) } catch .mismatch { return false }
        return true
    }

    /// Takes `count` steps from the allowance.
    mutating func spend(_ count: Int) throws(Halt) {
        steps -= count
        guard steps >= 0 else { throw .undecided(.tooManySteps(program.options.maximumSteps)) }
    }
}

// MARK: Nodes

extension Evaluator {
    private mutating func evaluate(
        _ id: SchemaNode.ID, _ value: JSONValue, _ coverage: inout Coverage
    ) throws(Halt) {
        try spend(1)
        guard depth < program.options.maximumDepth else {
            throw .undecided(.tooDeep(program.options.maximumDepth))
        }
        depth += 1
        defer { depth -= 1 }
        let node = program.nodes[id]
        let entersResource = !program.dynamicTargets.isEmpty && scope.last != node.resource
        if entersResource { scope.append(node.resource) }
        defer { if entersResource { scope.removeLast() } }
        if node.unevaluatedItems == nil, node.unevaluatedProperties == nil {
            try check(value, node, &coverage)
        } else {
            var own = Coverage(isTracked: true)
            try check(value, node, &own)
            try checkUnevaluated(value, node, &own)
            coverage.formUnion(own)
        }
    }

    private mutating func check(
        _ value: JSONValue, _ node: SchemaNode, _ coverage: inout Coverage
    ) throws(Halt) {
        if node.types != .all, !node.types.includesType(of: value) {
            return try fail(node, "type", "expected \(node.types.phrase), found \(value.kind)")
        }
        if node.isNever { return try failNever(node, value) }
        if let rules = node.values { try check(value, rules, node) }
        switch value {
        case .object(let object): if let rules = node.objects { try check(object, rules, node, &coverage) }
        case .array(let elements): if let rules = node.arrays { try check(elements, rules, node, &coverage) }
        case .string(let text): if let rules = node.strings { try check(text, rules, node) }
        case .number(let number): if let rules = node.numbers { try check(number, rules, node) }
        case .bool, .null: break
        }
        for applicator in node.applicators { try apply(applicator, value, node, &coverage) }
    }

    private mutating func checkUnevaluated(
        _ value: JSONValue, _ node: SchemaNode, _ coverage: inout Coverage
    ) throws(Halt) {
        switch value {
        case .object(let object):
            guard let schema = node.unevaluatedProperties else { return }
            for (position, member) in object.members.enumerated() where !coverage.contains(position) {
                try evaluate(schema, member.value, at: .key(member.key))
            }
        case .array(let elements):
            guard let schema = node.unevaluatedItems else { return }
            for (position, element) in elements.enumerated() where !coverage.contains(position) {
                try evaluate(schema, element, at: .position(position))
            }
        default: return
        }
        coverage.insertAll()
    }
}

// MARK: Failures

extension Evaluator {
    /// Notes or throws that the present value does not conform to `keyword`.
    mutating func fail(
        _ node: SchemaNode, _ keyword: StaticString, _ message: @autoclosure () -> String
    ) throws(Halt) {
        guard collects else { throw .mismatch }
        let location = "\(node.location)/\(keyword)"
        try report.add(location, message(), limit: program.options.maximumViolations)
    }

    /// The same for the member `key` of the present value.
    mutating func fail(
        _ node: SchemaNode, _ keyword: StaticString, at key: String, _ message: @autoclosure () -> String
    ) throws(Halt) {
        guard collects else { throw .mismatch }
        report.enter(.key(key))
        try fail(node, keyword, message())
        report.leave()
    }

    private mutating func failNever(_ node: SchemaNode, _ value: JSONValue) throws(Halt) {
        guard collects else { throw .mismatch }
        let limit = program.options.maximumViolations
        try report.add(node.location, "expected nothing here, found \(value.kind)", limit: limit)
    }
}

/// Small pieces of sentences.
enum Phrase {
    /// `1 element`, `2 elements`.
    static func count(_ count: Int, _ noun: StaticString) -> String {
        count == 1 ? "1 \(noun)" : "\(count) \(noun)s"
    }
}
