/// Collects violations while an evaluation goes on, and knows where in the value it is.
struct Report {
    /// A step into the value.
    enum Step {
        case key(String)
        case position(Int)
    }

    private(set) var violations: [JSONSchemaViolation] = []
    /// Whether there are more than could be noted.
    private(set) var hasMore = false
    private var path: [Step] = []

    /// Steps into a member or an element.
    mutating func enter(_ step: Step) { path.append(step) }

    /// Steps out of it.
    mutating func leave() { path.removeLast() }

    /// Notes that the value does not conform to `keyword`.
    ///
    /// - Throws: ``Halt/enough`` when there is no room left.
    mutating func add(_ keyword: String, _ message: String, limit: Int) throws(Halt) {
        guard violations.count < limit else {
            hasMore = true
            throw .enough
        }
        violations.append(JSONSchemaViolation(pointer: pointer, keyword: keyword, message: message))
    }

    private var pointer: String {
        path.reduce(into: "") { text, step in
            switch step {
            case .key(let key): text += JSONPointer.token(key)
            case .position(let position): text += "/\(position)"
            }
        }
    }
}
