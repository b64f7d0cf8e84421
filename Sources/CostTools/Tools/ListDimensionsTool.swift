import CostModel
import CostStore
import JSONRPC

extension CostTool {
    /// What can be grouped and filtered by.
    static let listDimensions = CostTool(
        name: "list_dimensions", title: "List dimensions",
        description: "The dimensions that costs are grouped and filtered by, or the values of one of them.",
        arguments: [
            "dimension": Schema.text("List the values of this one; tag lists the keys of tags, tag:KEY the values."),
            "search": Schema.text("Only values that contain this text."),
            "limit": Schema.count("How many values, 1 to 1000.", 100),
        ],
        data: ["type": "array", "items": ["type": "string"]]
    ) { call in
        try await call.store.withSnapshot { reader in
            let basis = try await Envelope.Basis(reader)
            let limit = try call.reader.count("limit", in: 1...1000, otherwise: 100)
            let found = try await DimensionListing(call: call, reader: reader, basis: basis).values(limit: limit + 1)
            let values = found.prefix(limit)
            let isCut = found.count > limit
            return Envelope(
                data: .array(values.map(JSONValue.string)), basis: basis,
                warnings: isCut ? ["There are more values: search for a part of what is meant."] : [], isCut: isCut,
                text: values.isEmpty ? "There are none." : values.joined(separator: "\n"))
        }
    }
}

/// Which names a caller may be told.
private struct DimensionListing {
    let call: CostCall
    let reader: any CostReader
    let basis: Envelope.Basis

    func values(limit: Int) async throws -> [String] {
        guard let name = try call.reader.text("dimension") else {
            return (CostDimension.plain.map(\.name) + ["tag:KEY"]).prefix(limit).map { $0 }
        }
        let search = try call.reader.text("search")
        let isKeys = ["tag", "tags"].contains(name.lowercased())
        let dimension = isKeys ? CostDimension.tag("") : try DimensionNames.dimension(name)
        guard call.scope.departments != nil else {
            return try await reader.values(DimensionQuery(dimension, search: search, limit: limit))
        }
        if isKeys { throw ToolFailure("the keys of tags are listed only to callers who may see all departments") }
        return try await scoped(dimension, search, limit)
    }

    /// Only the values of charges that the caller may see.
    private func scoped(_ dimension: CostDimension, _ search: String?, _ limit: Int) async throws -> [String] {
        guard let period = basis.summary.period else { return [] }
        let query = CostQuery(
            period: period, groupBy: [dimension], filters: call.scope.filters, limit: CostQuery.maximumLimit)
        let values = Set(try await reader.answer(query).rows.compactMap { $0.values[0] }).sorted()
        let wanted = search?.lowercased()
        return Array(values.filter { value in wanted.map { value.lowercased().contains($0) } ?? true }.prefix(limit))
    }
}
