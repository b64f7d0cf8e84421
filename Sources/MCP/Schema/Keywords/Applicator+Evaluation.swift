import JSONRPC

extension Evaluator {
    mutating func apply(
        _ applicator: Applicator, _ value: JSONValue, _ node: SchemaNode, _ coverage: inout Coverage
    ) throws(Halt) {
        switch applicator {
        case .reference(let target): try evaluate(target, sameValue: value, &coverage)
        case .dynamicReference(let name, let otherwise):
            try evaluate(dynamicTarget(name) ?? otherwise, sameValue: value, &coverage)
        case .unresolved(let uri): throw .undecided(.unresolvedReference(uri))
        case .all(let branches):
            for branch in branches { try evaluate(branch, sameValue: value, &coverage) }
        case .any(let branches): try checkAny(branches, value, node, &coverage)
        case .one(let branches): try checkOne(branches, value, node, &coverage)
        case .not(let branch):
            var ignored = Coverage(isTracked: false)
            if try holds(branch, sameValue: value, &ignored) {
                try fail(node, "not", "expected a value that does not match the schema under `not`")
            }
        case .condition(let condition, let then, let otherwise):
            let holds = try holdsAlone(condition, value, &coverage)
            if let branch = holds ? then : otherwise { try evaluate(branch, sameValue: value, &coverage) }
        case .dependents(let dependents):
            guard case .object(let object) = value else { return }
            for dependent in dependents where object.contains(dependent.key) {
                try evaluate(dependent.node, sameValue: value, &coverage)
            }
        }
    }

    /// Whether a branch holds; what it has evaluated counts only then.
    private mutating func holdsAlone(
        _ branch: SchemaNode.ID, _ value: JSONValue, _ coverage: inout Coverage
    ) throws(Halt) -> Bool {
        var own = Coverage(isTracked: coverage.isTracked)
        guard try holds(branch, sameValue: value, &own) else { return false }
        coverage.formUnion(own)
        return true
    }

    private mutating func checkAny(
        _ branches: [SchemaNode.ID], _ value: JSONValue, _ node: SchemaNode, _ coverage: inout Coverage
    ) throws(Halt) {
        var doesMatch = false
        var obstacle: Halt?
        for branch in branches {
            do {
                if try holdsAlone(branch, value, &coverage) { doesMatch = true }
            } catch .undecided(.unresolvedReference(let uri)) where !coverage.isTracked {
                // Another branch may still settle the matter.
                obstacle = .undecided(.unresolvedReference(uri))
            }
            if doesMatch, !coverage.isTracked { return }
        }
        if let obstacle { throw obstacle }
        if !doesMatch { try failBranches(branches, value, node, "anyOf") }
    }

    private mutating func checkOne(
        _ branches: [SchemaNode.ID], _ value: JSONValue, _ node: SchemaNode, _ coverage: inout Coverage
    ) throws(Halt) {
        var count = 0
        for branch in branches where try holdsAlone(branch, value, &coverage) { count += 1 }
        if count == 0 { return try failBranches(branches, value, node, "oneOf") }
        if count > 1 {
            try fail(node, "oneOf", "expected to match exactly one of \(branches.count) schemas, matches \(count)")
        }
    }

    /// Says why no branch holds: when only one of them is for values of this type, what that one says.
    private mutating func failBranches(
        _ branches: [SchemaNode.ID], _ value: JSONValue, _ node: SchemaNode, _ keyword: StaticString
    ) throws(Halt) {
        guard collects else { throw .mismatch }
        let fitting = branches.filter { types(of: $0).includesType(of: value) }
        if fitting.isEmpty {
            let wanted = branches.reduce(JSONTypes()) { $0.union(types(of: $1)) }
            return try fail(node, keyword, "expected \(wanted.phrase), found \(value.kind)")
        }
        if fitting.count == 1 {
            var ignored = Coverage(isTracked: false)
            return try evaluate(fitting[0], sameValue: value, &ignored)
        }
        try fail(node, keyword, "expected to match one of \(branches.count) schemas, matches none")
    }

    /// The types that a schema is for, looking through references; all when in doubt.
    private func types(of branch: SchemaNode.ID) -> JSONTypes {
        var node = program.nodes[branch]
        for _ in 0..<8 {
            guard node.types == .all, case .reference(let target)? = node.applicators.first else { break }
            node = program.nodes[target]
        }
        return node.isNever ? [] : node.types
    }

    /// The schema that goes by a dynamic name in the outermost resource that has one.
    private func dynamicTarget(_ name: Int) -> SchemaNode.ID? {
        for resource in scope {
            if let target = program.dynamicTargets[name][resource] { return target }
        }
        return nil
    }
}
