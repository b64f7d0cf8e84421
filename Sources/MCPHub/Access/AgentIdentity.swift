import JSONRPC

/// For whom an agent acts, and what it is shown.
public struct AgentIdentity: Hashable, Sendable {
    /// Which part of the registry an agent sees.
    struct View: Hashable, Sendable {
        let server: String?
        let access: ToolAccess
    }

    /// Whom the agent acts for. What belongs to one principal is never shown to another.
    public var principal: String
    /// The one server that the agent has asked for, whose names then carry no prefix; nil for all of them.
    public var server: String?
    /// What it may see and use.
    public var access: ToolAccess
    /// The departments whose costs it may see; nil for all. Carried to servers inside this process only.
    public var departments: Set<String>?

    /// Identifies an agent that acts for `principal`.
    public init(
        principal: String, server: String? = nil, access: ToolAccess = .everything, departments: Set<String>? = nil
    ) {
        self.principal = principal
        self.server = server
        self.access = access
        self.departments = departments
    }

    /// The key of `_meta` under which servers inside this process are told of it. What an agent says there itself is
    /// never passed on.
    static let metaKey: StaticString = "mcphub/caller"

    /// What servers inside this process are told: `principal`, and `departments` where they are limited.
    var claims: JSONValue {
        var object: JSONObject = ["principal": .string(principal)]
        object["departments"] = departments.map { .array($0.sorted().map(JSONValue.string)) }
        return .object(object)
    }

    /// Which part of the registry it sees; nil for all of it.
    var view: View? {
        server == nil && access == .everything ? nil : View(server: server, access: access)
    }
}
