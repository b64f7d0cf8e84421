/// What the id of an Azure resource says.
enum AzureResource {
    /// The resource group, in lower case because Azure writes the same one in several ways.
    static func group(of id: String) -> String? {
        let parts = id.lowercased().split(separator: "/", omittingEmptySubsequences: false)
        guard let place = parts.firstIndex(of: "resourcegroups"), place + 1 < parts.count else { return nil }
        return parts[place + 1].isEmpty ? nil : String(parts[place + 1])
    }

    /// The type in lower case, such as `microsoft.compute/virtualmachines`, by the last provider that the id names.
    static func type(of id: String) -> String? {
        let parts = id.lowercased().split(separator: "/")
        guard let place = parts.lastIndex(of: "providers"), place + 2 < parts.count else { return nil }
        let rest = parts[(place + 2)...]
        let names = rest.indices.filter { ($0 - rest.startIndex).isMultiple(of: 2) }.map { rest[$0] }
        return ([parts[place + 1]] + names).joined(separator: "/")
    }

    /// The last part.
    static func name(of id: String) -> String? {
        id.split(separator: "/").last.map { String($0) }
    }
}
