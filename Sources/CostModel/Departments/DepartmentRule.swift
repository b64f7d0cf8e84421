/// One step on the way to a department.
public enum DepartmentRule: Hashable, Sendable, Codable {
    /// The value of the tag with this key, in any case.
    case tag(String)
    /// The department of the first pattern that the resource group matches.
    case resourceGroup([NamePattern])
    /// The department of the first pattern that the sub-account's name or id matches.
    case subscription([NamePattern])
    /// The name of the invoice section or EA department.
    case invoiceSection
    /// The name of the cost centre.
    case costCenter
}

/// Gives names that look alike to one department.
public struct NamePattern: Hashable, Sendable, Codable {
    /// A name, in which `*` stands for any run of characters; case does not matter.
    public var pattern: String
    /// Whose it is.
    public var department: String

    /// Puts the two together.
    public init(_ pattern: String, department: String) {
        self.pattern = pattern
        self.department = department
    }

    /// Whether the whole name matches.
    public func matches(_ name: String) -> Bool {
        Self.matches(Array(name.lowercased().utf8)[...], Array(pattern.lowercased().utf8)[...])
    }

    /// Walks both once, and returns to the last star when the rest does not fit.
    private static func matches(_ name: ArraySlice<UInt8>, _ pattern: ArraySlice<UInt8>) -> Bool {
        var (place, at) = (name.startIndex, pattern.startIndex)
        var retry: (name: Int, pattern: Int)?
        while place < name.endIndex {
            if at < pattern.endIndex, pattern[at] == UInt8(ascii: "*") {
                retry = (place, at)
                at += 1
            } else if at < pattern.endIndex, pattern[at] == name[place] {
                at += 1
                place += 1
            } else if let last = retry {
                retry = (last.name + 1, last.pattern)
                place = last.name + 1
                at = last.pattern + 1
            } else {
                return false
            }
        }
        return pattern[at...].allSatisfy { $0 == UInt8(ascii: "*") }
    }
}
