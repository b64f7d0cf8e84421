/// The four lists that a server may offer.
public enum ListKind: String, CaseIterable, Hashable, Sendable {
    /// Tools, known by their names.
    case tools
    /// Prompts, known by their names.
    case prompts
    /// Resources, known by their URIs.
    case resources
    /// Templates of resources, known by their URI templates.
    case resourceTemplates

    /// The request that lists them.
    public var method: String {
        switch self {
        case .tools: "tools/list"
        case .prompts: "prompts/list"
        case .resources: "resources/list"
        case .resourceTemplates: "resources/templates/list"
        }
    }

    /// The member of the result that holds the list.
    public var member: String { rawValue }

    /// The member of an entry that it is known by.
    public var keyMember: String {
        switch self {
        case .tools, .prompts: "name"
        case .resources: "uri"
        case .resourceTemplates: "uriTemplate"
        }
    }

    /// One of them, in words.
    var noun: String {
        switch self {
        case .tools: "tool"
        case .prompts: "prompt"
        case .resources: "resource"
        case .resourceTemplates: "resource template"
        }
    }

    /// The number that stands for the kind inside a cursor; never to be changed.
    var code: UInt8 {
        switch self {
        case .tools: 1
        case .prompts: 2
        case .resources: 3
        case .resourceTemplates: 4
        }
    }
}
