/// Who a charge is counted for, and how that was found out.
public struct Department: Hashable, Sendable {
    /// The name.
    public let name: String
    /// What the name was taken from.
    public let source: DepartmentSource

    /// Puts the two together.
    public init(name: String, source: DepartmentSource) {
        self.name = name
        self.source = source
    }

    /// The name of what no rule gives to anybody.
    public static let unallocatedName = "Unallocated"

    /// What no rule gives to anybody. It is shown, never dropped.
    public static let unallocated = Department(name: unallocatedName, source: .none)
}

/// What a department was found by. The text form is stable: stores keep it.
public enum DepartmentSource: Hashable, Sendable {
    /// A tag, by the key of the rule in lower case.
    case tag(String)
    /// The resource group, through a pattern.
    case resourceGroup
    /// The subscription or other sub-account, through a pattern on its name or id.
    case subscription
    /// The MCA invoice section or EA department, by its name.
    case invoiceSection
    /// The cost centre, by its name.
    case costCenter
    /// Nothing: the charge is unallocated.
    case none

    /// Reads the text form; `nil` for anything else.
    public init?(_ text: some StringProtocol) {
        if text.hasPrefix("tag:") {
            self = .tag(String(text.dropFirst(4)))
            return
        }
        switch text {
        case "resourceGroup": self = .resourceGroup
        case "subscription": self = .subscription
        case "invoiceSection": self = .invoiceSection
        case "costCenter": self = .costCenter
        case "none": self = .none
        default: return nil
        }
    }
}

extension DepartmentSource: CustomStringConvertible {
    /// The text form: `tag:team`, `resourceGroup`, `none`.
    public var description: String {
        switch self {
        case .tag(let key): "tag:\(key)"
        case .resourceGroup: "resourceGroup"
        case .subscription: "subscription"
        case .invoiceSection: "invoiceSection"
        case .costCenter: "costCenter"
        case .none: "none"
        }
    }
}
