/// The form of the paths that a route serves: `/api/jobs/{id}`.
struct PathPattern: Hashable, Sendable, ExpressibleByStringLiteral {
    /// A part between two slashes.
    enum Part: Hashable, Sendable {
        case fixed(String)
        case parameter(String)
    }

    /// As it is written.
    let text: String
    let parts: [Part]

    init(stringLiteral text: String) {
        self.text = text
        parts = text.split(separator: "/").map { part in
            part.hasPrefix("{") ? .parameter(String(part.dropFirst().dropLast())) : .fixed(String(part))
        }
    }

    /// The names of its parameters, in order.
    var parameters: [String] {
        parts.compactMap { if case .parameter(let name) = $0 { name } else { nil } }
    }

    /// The values of its parameters in a path; nil when the path has another form.
    ///
    /// - Parameter path: what stands between the slashes, decoded.
    func match(_ path: [String]) -> [String: String]? {
        guard path.count == parts.count else { return nil }
        var values: [String: String] = [:]
        for (part, text) in zip(parts, path) {
            switch part {
            case .fixed(let expected): if expected != text { return nil }
            case .parameter(let name): values[name] = text
            }
        }
        return values
    }
}
