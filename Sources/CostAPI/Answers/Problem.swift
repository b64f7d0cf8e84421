import HTTPTypes
import JSONRPC
import MCP

/// Why a request is not answered as it was meant, as RFC 9457 has it.
struct Problem: Error, Sendable {
    let status: HTTPResponse.Status
    /// What happened, where, and what to do.
    let detail: String
    /// What is wrong with single parts of the request.
    var errors: [JSONSchemaViolation] = []
    /// Further members.
    var members: JSONObject = [:]
    /// Fields of the answer.
    var fields = HTTPFields()

    init(_ status: HTTPResponse.Status, _ detail: String) {
        self.status = status
        self.detail = detail
    }

    static func badRequest(_ detail: String) -> Problem { Problem(.badRequest, detail) }

    static func tooLarge(_ limit: Int) -> Problem {
        Problem(.contentTooLarge, "The body is longer than \(limit) bytes.")
    }

    static func notFound(_ path: String) -> Problem {
        Problem(.notFound, "There is nothing at \(path.prefix(200)). What there is, /openapi.json lists.")
    }

    static func wrongMethod(_ method: HTTPRequest.Method, allowed: [HTTPRequest.Method]) -> Problem {
        let list = allowed.map(\.rawValue).joined(separator: ", ")
        var problem = Problem(.methodNotAllowed, "\(method.rawValue.prefix(20)) does nothing here; \(list) do.")
        problem.fields[.allow] = list
        return problem
    }

    /// No server offers the tool that a route stands for.
    static func notRegistered(_ tool: String) -> Problem {
        var problem = Problem(
            .notImplemented, "The tool '\(tool)' is not registered. Once a server offers it, this answers.")
        problem.members["tool"] = .string(tool)
        return problem
    }

    /// The document.
    ///
    /// - Parameters:
    ///   - path: what was asked for.
    ///   - id: under which the request is logged.
    func json(path: String, id: String) -> JSONValue {
        var object: JSONObject = [
            "type": "about:blank", "title": .string(status.reasonPhrase), "status": .number(JSONNumber(status.code)),
            "detail": .string(detail), "instance": .string(path),
        ]
        if !errors.isEmpty {
            object["errors"] = .array(
                errors.map { ["pointer": .string($0.pointer), "message": .string($0.message)] })
        }
        for member in members { object[member.key] = member.value }
        object["requestId"] = .string(id)
        return .object(object)
    }
}
