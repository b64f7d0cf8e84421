import JSONRPC

extension Evaluator {
    mutating func check(
        _ object: JSONObject, _ rules: ObjectRules, _ node: SchemaNode, _ coverage: inout Coverage
    ) throws(Halt) {
        if object.count < rules.minimum {
            try fail(node, "minProperties", "expected at least \(Phrase.count(rules.minimum, "member"))")
        }
        if object.count > rules.maximum {
            try fail(node, "maxProperties", "expected at most \(Phrase.count(rules.maximum, "member"))")
        }
        let members = object.members
        var requiredCount = 0
        for position in members.indices {
            let member = members[position]
            if try check(member, rules, node, &requiredCount) { coverage.insert(position) }
            if let names = rules.propertyNames, try !holds(names, child: .string(member.key)) {
                try fail(node, "propertyNames", at: member.key, "expected a name that the schema allows")
            }
        }
        if requiredCount < rules.required.count { try failMissing(rules.required, object, node, "required") }
        for dependency in rules.dependencies where object.contains(dependency.name) {
            try failMissing(dependency.required, object, node, "dependentRequired")
        }
    }

    /// Checks one member.
    ///
    /// - Returns: whether a schema for it was found.
    private mutating func check(
        _ member: JSONObject.Member, _ rules: ObjectRules, _ node: SchemaNode, _ requiredCount: inout Int
    ) throws(Halt) -> Bool {
        var isKnown = false
        if let position = rules.names.position(of: member.key) {
            let property = rules.properties[position]
            if property.isRequired { requiredCount += 1 }
            if let schema = property.schema {
                isKnown = true
                try evaluate(schema, member.value, at: .key(member.key))
            }
        }
        for entry in rules.patterns where try matches(entry.pattern, member.key) {
            isKnown = true
            try evaluate(entry.schema, member.value, at: .key(member.key))
        }
        guard !isKnown, let additional = rules.additional else { return isKnown }
        if program.nodes[additional].isNever {
            try fail(node, "additionalProperties", at: member.key, rules.unknownMember)
        } else {
            try evaluate(additional, member.value, at: .key(member.key))
        }
        return true
    }

    private mutating func failMissing(
        _ names: [String], _ object: JSONObject, _ node: SchemaNode, _ keyword: StaticString
    ) throws(Halt) {
        for name in names where !object.contains(name) {
            try fail(node, keyword, "expected a member \(JSONValue.string(name))")
        }
    }
}

extension JSONObject {
    /// Whether there is a member of exactly this name.
    func contains(_ name: String) -> Bool {
        // Few objects are so large that the index of the object, which goes by Swift's equality, would be faster.
        members.contains { $0.key.isIdentical(to: name) }
    }
}
