public import JSONRPC

/// The ways in which an argument can go on.
public struct Completion: JSONObjectConvertible {
    /// The ways, the likeliest first; at most 100.
    public var values: [String]
    /// How many there are in all, if known.
    public var total: Int?
    /// Whether there are more than are given here.
    public var hasMore: Bool?
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Creates completions.
    public init(values: [String], total: Int? = nil, hasMore: Bool? = nil, other: JSONObject = [:]) {
        self.values = values
        self.total = total
        self.hasMore = hasMore
        self.other = other
    }
}

extension Completion {
    /// Reads the members.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        values = try reader.required("values")
        total = try reader.optional("total")
        hasMore = try reader.optional("hasMore")
        other = [:]
    }

    /// Writes the members.
    public func write(to writer: inout ObjectWriter) {
        writer.set("values", values)
        writer.set("total", total)
        writer.set("hasMore", hasMore)
    }
}
