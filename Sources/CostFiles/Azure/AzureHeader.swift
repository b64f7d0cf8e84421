/// What the first row of an Azure file says about the others.
struct AzureHeader {
    let names: [String]
    /// The place of each column in a row.
    let places: [AzureColumn: Int]
    /// Columns that are not known, by their custom names.
    let unknown: [(name: String, place: Int)]

    /// `nil` when these are not the headers of such a file: it must name a cost, a day and a subscription or account.
    init?(_ names: [String]) {
        var byKey: [String: Int] = [:]
        for (place, name) in names.enumerated() where byKey[HeaderName.key(name)] == nil {
            byKey[HeaderName.key(name)] = place
        }
        var places: [AzureColumn: Int] = [:]
        for (column, keys) in AzureColumn.names {
            // The first name of a column counts when the file has several.
            if let place = keys.lazy.compactMap({ byKey[$0] }).first { places[column] = place }
        }
        guard places[.cost] != nil, places[.date] != nil else { return nil }
        guard places[.subscriptionId] != nil || places[.billingAccountId] != nil else { return nil }
        let taken = Set(places.values)
        self.names = names
        self.places = places
        unknown = names.enumerated().filter { !taken.contains($0.offset) && !$0.element.isEmpty }
            .map { ($0.element.hasPrefix("x_") ? $0.element : "x_\($0.element)", $0.offset) }
    }
}
