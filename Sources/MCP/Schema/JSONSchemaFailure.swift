/// Why a value was not found to match a schema.
public enum JSONSchemaFailure: Error, Hashable, Sendable {
    /// The value does not match: the first violations, in the order of the schema, and whether there are more.
    case invalid([JSONSchemaViolation], hasMore: Bool)
    /// Whether the value matches cannot be told.
    case undecided(JSONSchemaObstacle)

    /// What is wrong with the value; empty when that cannot be told.
    public var violations: [JSONSchemaViolation] {
        if case .invalid(let violations, _) = self { violations } else { [] }
    }
}

/// What keeps a schema from being applied to its end.
public enum JSONSchemaObstacle: Hashable, Sendable {
    /// A reference leads to a schema that was not provided, or to one in an unsupported dialect.
    case unresolvedReference(String)
    /// The schema at this location applies itself to the same value again and again.
    case endlessReference(String)
    /// The value, or the references on the way into it, nest deeper than this limit.
    case tooDeep(Int)
    /// More than this many steps would be needed.
    case tooManySteps(Int)
}

/// One thing that is wrong with a value.
public struct JSONSchemaViolation: Hashable, Sendable {
    /// The place inside the value as a JSON Pointer (RFC 6901); empty for the value itself.
    public let pointer: String
    /// The keyword that the value violates, as the URI of its schema and a JSON Pointer in the fragment.
    public let keyword: String
    /// What was expected and, in kind only, what was found. Never content of the value, which may be secret.
    public let message: String

    /// Creates a violation.
    public init(pointer: String, keyword: String, message: String) {
        self.pointer = pointer
        self.keyword = keyword
        self.message = message
    }
}

extension JSONSchemaViolation: CustomStringConvertible {
    /// One sentence for people, such as `/city: expected a string, found a number`.
    public var description: String { "\(pointer.isEmpty ? "value" : pointer): \(message)" }
}

extension JSONSchemaFailure: CustomStringConvertible {
    /// The violations, one a line, or the one sentence that says why there is no answer.
    public var description: String {
        switch self {
        case .invalid(let violations, let hasMore):
            violations.map(\.description).joined(separator: "\n") + (hasMore ? "\nand more" : "")
        case .undecided(let obstacle): obstacle.description
        }
    }
}

extension JSONSchemaObstacle: CustomStringConvertible {
    /// One sentence for people.
    public var description: String {
        switch self {
        case .unresolvedReference(let uri): "the schema refers to \(uri), which was not provided"
        case .endlessReference(let location): "the schema at \(location) refers to itself without end"
        case .tooDeep(let limit): "the value nests deeper than the \(limit) levels that are validated"
        case .tooManySteps(let limit): "validation would take more than the \(limit) steps allowed"
        }
    }
}
