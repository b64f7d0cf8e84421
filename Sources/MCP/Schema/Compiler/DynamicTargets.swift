/// The schemas that dynamic references may lead to: for each name in use, one in each resource that has one.
///
/// Only resources that evaluation can enter count, and these are found while compiling, as are the names. So whichever
/// of the two is found later meets all of the other kind.
struct DynamicTargets {
    /// By number of the name and number of the resource.
    var nodes: [[Int: SchemaNode.ID]] = []
    private var names: [String: Int] = [:]
    private var entered: Set<Int> = []

    /// Notes that a resource can be entered.
    ///
    /// - Returns: what thereby becomes reachable by name.
    mutating func enter(_ number: Int, _ resource: SchemaIndex.Resource) -> [(name: Int, target: SchemaLocation)] {
        guard entered.insert(number).inserted else { return [] }
        return resource.dynamicAnchors.compactMap { name, target in names[name].map { ($0, target) } }
    }

    /// Notes that a name is used.
    ///
    /// - Returns: its number, and what thereby becomes reachable in the resources entered so far.
    mutating func use(
        _ name: String, _ resources: [SchemaIndex.Resource]
    ) -> (name: Int, targets: [(resource: Int, target: SchemaLocation)]) {
        if let number = names[name] { return (number, []) }
        let number = nodes.count
        names[name] = number
        nodes.append([:])
        let targets = entered.compactMap { resource in
            resources[resource].dynamicAnchors[name].map { (resource, $0) }
        }
        return (number, targets)
    }
}
