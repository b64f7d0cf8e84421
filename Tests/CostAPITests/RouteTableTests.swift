import HTTPTypes
import Testing

@testable import CostAPI

@Suite struct RouteTableTests {
    private let table = RouteTable()

    private func route(_ method: HTTPRequest.Method, _ path: String) -> String? {
        guard case .route(let route, _) = table.match(method, path[...]) else { return nil }
        return route.path.text
    }

    @Test(arguments: [
        ("/api/alerts/rules", "/api/alerts/rules"), ("/api/alerts/7", "/api/alerts/{id}"),
        ("/api/alerts/channels/a%2Fb", "/api/alerts/channels/{id}"), ("/api/dashboard/trends", "/api/dashboard/trends"),
    ])
    func `a fixed part goes before a parameter`(path: String, pattern: String) {
        #expect(route(.get, path) == pattern)
    }

    @Test func `a parameter is decoded`() {
        guard case .route(_, let parameters) = table.match(.get, "/api/tools/a%2Fb%20c") else {
            Issue.record("there is no route")
            return
        }
        #expect(parameters == ["name": "a/b c"])
    }

    @Test(arguments: [
        "/api", "/api/cost/data/", "//api/cost/data", "/api//cost", "/api/tools/%zz", "/api/tools/", "api", "",
    ])
    func `what has another form is no route`(path: String) {
        guard case .none = table.match(.get, path[...]) else {
            Issue.record("\(path) has a route")
            return
        }
    }

    @Test func `no two routes are the same`() {
        let names = table.routes.map { "\($0.method.rawValue) \($0.path.text)" }
        #expect(Set(names).count == names.count)
        for (index, route) in table.routes.enumerated() {
            guard case .route(let found, _) = table.match(route.method, route.path.text[...]) else {
                Issue.record("\(names[index]) is not found")
                continue
            }
            #expect(found.path == route.path)
        }
    }

    @Test func `other methods are told`() {
        guard case .otherMethods(let allowed) = table.match(.patch, "/api/cost/budgets/1") else {
            Issue.record("PATCH has a route")
            return
        }
        #expect(allowed == [.get, .head, .put, .delete, .options])
    }
}
