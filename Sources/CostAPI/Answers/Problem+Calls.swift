import HTTPTypes
import JSONRPC
import MCP

/// How the ends of calls that are no results are told.
extension Problem {
    /// An error of a call.
    init(_ error: RPCError, tool: String) {
        self.init(Self.status(of: error.code), error.message)
        members["tool"] = .string(tool)
        if error.code == Self.busy || error.code == Self.outage { fields[.retryAfter] = "1" }
    }

    // What the hub itself has to say about a call; see docs/API.md.
    private static let (unavailable, timedOut, busy, forbidden, outage) = (
        -31_001, -31_002, -31_003, -31_004, -31_005
    )

    private static func status(of code: Int) -> HTTPResponse.Status {
        switch code {
        case unavailable: .badGateway
        case timedOut: .gatewayTimeout
        case busy, outage: .serviceUnavailable
        case forbidden: .forbidden
        case RPCError.invalidParamsCode: .badRequest
        default: .badGateway
        }
    }

    /// Arguments that the schema of a tool does not allow.
    init(_ failure: JSONSchemaFailure, tool: String) {
        let fields = failure.violations.map { $0.pointer.isEmpty ? "the input" : String($0.pointer.dropFirst()) }
        let named = Set(fields).sorted().joined(separator: ", ")
        self.init(.badRequest, named.isEmpty ? "\(failure)" : "The input does not fit: \(named).")
        errors = failure.violations
        members["tool"] = .string(tool)
    }

    /// A tool that says that it has failed.
    init(refusal text: String, of form: ToolCallForm, isOurs: Bool) {
        // A tool that is known here refuses what it was asked; about one that is not, nobody can tell whose fault it is.
        let isAnswer = isOurs && !text.hasPrefix("\(form.name) failed:")
        let status: HTTPResponse.Status = isAnswer ? (form.isLookup ? .notFound : .badRequest) : .badGateway
        self.init(status, text.isEmpty ? "The tool has failed and does not say why." : text)
        members["tool"] = .string(form.name)
    }

    /// What is asked before a call can go on.
    init(questions: InputRequests, resume: String, tool: String) {
        self.init(.conflict, "The tool has a question. Send the answers to the resume URL; the call goes on then.")
        members["tool"] = .string(tool)
        members["questions"] = questions.json
        members["resume"] = .string(resume)
    }
}
