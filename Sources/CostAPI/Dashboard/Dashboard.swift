import HTTPServing
import HTTPTypes
import JSONRPC

/// Several answers in one, all from the same state of the data.
struct Dashboard: Sendable {
    let part: DashboardPart
    let shelf: ToolShelf.Shelf
    /// The period and the department that were asked for.
    let selection: JSONObject
    let dataVersion: @Sendable () async -> String?
    /// Answers one section.
    let answer: @Sendable (DashboardSection, JSONObject) async throws -> JSONValue

    /// How often it is begun anew when the data changes meanwhile.
    private static let maximumAttempts = 3

    private enum SectionOutcome: Sendable {
        case answer(JSONValue)
        case missing(String)
    }

    /// The document.
    ///
    /// - Throws: ``Problem`` 400 when a section refuses the selection; `CancellationError`.
    func json() async throws -> JSONValue {
        for attempt in 1... {
            let before = await dataVersion()
            let outcomes = try await outcomes()
            let isConsistent = await dataVersion() == before
            guard !isConsistent, attempt < Self.maximumAttempts else {
                return document(outcomes, version: isConsistent ? before : nil)
            }
        }
        return .null
    }

    private func outcomes() async throws -> [String: SectionOutcome] {
        try await withThrowingTaskGroup(of: (String, SectionOutcome).self) { group in
            for section in part.sections { group.addTask { (section.name, try await outcome(section)) } }
            return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
    }

    private func outcome(_ section: DashboardSection) async throws -> SectionOutcome {
        guard shelf[section.tool] != nil else { return .missing("The tool is not registered.") }
        var arguments = section.arguments
        if section.takesSelection { for member in selection { arguments[member.key] = member.value } }
        do { return .answer(try await answer(section, arguments)) } catch let problem as Problem {
            if problem.status == .badRequest, section.takesSelection, !selection.isEmpty { throw problem }
            return .missing(problem.detail)
        }
    }

    private func document(_ outcomes: [String: SectionOutcome], version: String?) -> JSONValue {
        var object: JSONObject = [:]
        var unavailable: [JSONValue] = []
        for section in part.sections {
            switch outcomes[section.name] {
            case .answer(let json): object[section.name] = json
            case .missing(let reason):
                unavailable.append(
                    ["section": .string(section.name), "tool": .string(section.tool), "reason": .string(reason)])
            case nil: break
            }
        }
        object["unavailable"] = .array(unavailable)
        object["consistent"] = .bool(version != nil)
        return .object(object)
    }
}
