import COpenData

/// The look-up tables for Azure costs, see `CSystem/COpenData/Tables`. Read when they are first needed.
enum OpenData {
    struct Region {
        let id: String
        let name: String
    }

    struct Unit {
        /// How many distinct units one unit of measure is.
        let blockSize: String
        let name: String
    }

    struct Service {
        let name: String
        let category: String
        let subcategory: String
    }

    /// By the location as Azure writes it, in lower case.
    static let regions = table(open_data_regions_at(), open_data_regions_size, keys: 1) {
        Region(id: $0[0], name: $0[1])
    }

    /// By the unit of measure in lower case.
    static let units = table(open_data_pricing_units_at(), open_data_pricing_units_size, keys: 1) {
        Unit(blockSize: $0[0], name: $0[1])
    }

    /// By consumed service, tab and resource type, in lower case.
    static let services = table(open_data_services_at(), open_data_services_size, keys: 2) {
        Service(name: $0[0], category: $0[1], subcategory: $0[2])
    }

    /// By resource type alone, and by consumed service alone: the most general of each.
    static let servicesByType = firstByPart(1)
    static let servicesByConsumedService = firstByPart(0)

    /// The name of a resource type, by the type in lower case.
    static let resourceTypes = table(open_data_resource_types_at(), open_data_resource_types_size, keys: 1) { $0[0] }

    private static func table<Row>(
        _ bytes: UnsafePointer<UInt8>, _ size: Int, keys: Int, _ row: ([String]) -> Row
    ) -> [String: Row] {
        let text = String(decoding: UnsafeBufferPointer(start: bytes, count: size), as: UTF8.self)
        var rows: [String: Row] = [:]
        for line in text.split(separator: "\n") {
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map { String($0) }
            guard cells.count > keys else { continue }
            let key = cells[..<keys].joined(separator: "\t")
            if rows[key] == nil { rows[key] = row(Array(cells[keys...]) + ["", "", ""]) }
        }
        return rows
    }

    private static func firstByPart(_ part: Int) -> [String: Service] {
        var first: [String: Service] = [:]
        for key in services.keys.sorted() {
            let parts = key.split(separator: "\t", omittingEmptySubsequences: false)
            guard parts.count == 2, !parts[part].isEmpty, first[String(parts[part])] == nil else { continue }
            first[String(parts[part])] = services[key]
        }
        return first
    }
}
