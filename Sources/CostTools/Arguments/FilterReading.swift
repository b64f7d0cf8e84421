import CostModel
import CostStore
import JSONRPC

/// Reads filters, and makes sure that what they name is there and may be seen.
struct FilterReading {
    let call: CostCall
    let reader: any CostReader

    /// The filters of the call together with those of the caller's scope.
    func filters() async throws -> [CostFilter] {
        var filters: [CostFilter] = []
        let departments = try call.reader.texts("department")
        if !departments.isEmpty { filters.append(try await filter(.department, departments)) }
        if let given = call.reader.value("filters") {
            guard let object = given.object else {
                throw ToolFailure("filters must be an object: {\"service\": [\"…\"]}")
            }
            let values = ArgumentReader(object)
            for name in object.keys where values.value(name) != nil {
                filters.append(try await filter(try DimensionNames.dimension(name), try values.texts(name)))
            }
        }
        return filters + call.scope.filters
    }

    private func filter(_ dimension: CostDimension, _ names: [String]) async throws -> CostFilter {
        var values: [String?] = []
        for name in names {
            let value = name.isEmpty ? nil : try await known(name, dimension)
            if dimension == .department, !call.scope.allows(value) { throw unknown(name, dimension, []) }
            values.append(value)
        }
        return CostFilter(dimension, in: values)
    }

    /// The value as the store has it, in any case. What is unknown is answered with the nearest that may be seen.
    private func known(_ name: String, _ dimension: CostDimension) async throws -> String {
        if dimension == .department, let departments = call.scope.departments {
            if let own = departments.first(where: { $0 == name || $0.lowercased() == name.lowercased() }) { return own }
            throw unknown(name, dimension, NearNames.nearest(to: name, among: departments))
        }
        let alike = try await reader.values(DimensionQuery(dimension, search: name, limit: 1000))
        if alike.contains(name) { return name }
        if let same = alike.first(where: { $0.lowercased() == name.lowercased() }) { return same }
        // The values of other dimensions may belong to departments that the caller must not see.
        guard call.scope.departments == nil else { throw unknown(name, dimension, []) }
        let all = try await reader.values(DimensionQuery(dimension, limit: 1000))
        throw unknown(name, dimension, NearNames.nearest(to: name, among: alike + all))
    }

    private func unknown(_ name: String, _ dimension: CostDimension, _ nearest: [String]) -> ToolFailure {
        let meant = nearest.isEmpty ? "" : "; nearest: \(nearest.joined(separator: ", "))"
        return ToolFailure(
            "no \(dimension.name) “\(name.prefix(64))” that you may see\(meant). list_dimensions tells all of them")
    }
}
