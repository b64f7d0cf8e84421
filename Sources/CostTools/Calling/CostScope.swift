import CostStore
import JSONRPC
import MCP

/// What a caller may see: everything, or some departments only.
struct CostScope: Hashable, Sendable {
    /// The departments; nil for all.
    let departments: [String]?

    /// Reads what the hub says of the caller. Claims that cannot be read show nothing rather than everything.
    init(_ meta: RequestMeta) {
        guard let claims = meta.other["mcphub/caller"] else {
            departments = nil
            return
        }
        guard let list = claims["departments"], !list.isNull else {
            departments = claims.object == nil ? [] : nil
            return
        }
        departments = (list.array ?? []).compactMap(\.string).sorted()
    }

    /// What is added to the filters of every question.
    var filters: [CostFilter] { departments.map { [CostFilter(.department, in: $0.map { $0 })] } ?? [] }

    /// Whether charges of the department may be shown; nil stands for charges without one.
    func allows(_ department: String?) -> Bool {
        guard let departments else { return true }
        return department.map { departments.contains($0) } ?? false
    }

    /// Refuses callers of some departments what cannot be told apart by department.
    func requireEverything(_ what: String) throws(ToolFailure) {
        guard departments == nil else {
            throw ToolFailure("\(what) is for callers who may see all departments; ask whoever runs the hub")
        }
    }
}
