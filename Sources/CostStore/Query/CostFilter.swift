/// Keeps the charges whose dimension has one of some values.
public struct CostFilter: Hashable, Sendable {
    /// What is compared.
    public var dimension: CostDimension
    /// The values, compared exactly; `nil` stands for charges without one. Empty keeps nothing.
    public var values: [String?]
    /// Whether the charges with these values are dropped instead.
    public var excludes: Bool

    /// Puts a filter together.
    public init(_ dimension: CostDimension, in values: [String?], excludes: Bool = false) {
        self.dimension = dimension
        self.values = values
        self.excludes = excludes
    }
}

extension CostFilter: Codable {
    private enum Key: String, CodingKey {
        case dimension, values, excludes
    }

    /// Reads what ``encode(to:)`` wrote.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        let name = try container.decode(String.self, forKey: .dimension)
        guard let dimension = CostDimension(name: name) else {
            throw DecodingError.dataCorruptedError(
                forKey: .dimension, in: container, debugDescription: "no dimension is called \(name)")
        }
        self.init(
            dimension, in: try container.decode([String?].self, forKey: .values),
            excludes: try container.decodeIfPresent(Bool.self, forKey: .excludes) ?? false)
    }

    /// Writes the dimension by its name.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(dimension.name, forKey: .dimension)
        try container.encode(values, forKey: .values)
        try container.encode(excludes, forKey: .excludes)
    }
}
