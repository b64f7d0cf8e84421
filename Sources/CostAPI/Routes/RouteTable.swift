import HTTPTypes

/// All routes, and which of them serves a request.
struct RouteTable: Sendable {
    /// What was found for a method and a path.
    enum Match: Sendable {
        case route(APIRoute, parameters: [String: String])
        /// The path is there for other methods only.
        case otherMethods([HTTPRequest.Method])
        case none
    }

    let routes: [APIRoute]

    init(_ routes: [APIRoute] = APIRoute.all) {
        self.routes = routes
    }

    /// Finds the route. HEAD is served as GET, unless there is a route of its own.
    ///
    /// - Parameter path: the path of the address, as it was sent and without the query.
    func match(_ method: HTTPRequest.Method, _ path: Substring) -> Match {
        guard let parts = Self.parts(of: path) else { return .none }
        let candidates = routes.compactMap { route in route.path.match(parts).map { (route, $0) } }
        let wanted: HTTPRequest.Method = method == .head ? .get : method
        // A fixed part goes before a parameter: the table has it first.
        if let (route, values) = candidates.first(where: { $0.0.method == wanted }) {
            return .route(route, parameters: values)
        }
        return candidates.isEmpty ? .none : .otherMethods(Self.allowed(candidates.map(\.0.method)))
    }

    /// The routes that a tool of this name answers.
    func routes(of tool: String) -> [APIRoute] { routes.filter { $0.toolName == tool } }

    private static func allowed(_ methods: [HTTPRequest.Method]) -> [HTTPRequest.Method] {
        let known: [HTTPRequest.Method] = [.get, .head, .post, .put, .patch, .delete]
        let all = Set(methods + (methods.contains(.get) ? [.head] : []))
        return known.filter { all.contains($0) } + [.options]
    }

    /// What stands between the slashes, decoded; nil for what cannot be decoded.
    private static func parts(of path: Substring) -> [String]? {
        guard path.hasPrefix("/"), !path.hasSuffix("/") || path == "/" else { return nil }
        let parts = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false).map(PercentCoding.decode)
        guard parts.allSatisfy({ $0?.isEmpty == false }) else { return nil }
        return parts.compactMap { $0 }
    }
}
