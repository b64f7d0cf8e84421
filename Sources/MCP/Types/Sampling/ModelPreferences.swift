public import JSONRPC

/// Which model a server would like. The client decides.
public struct ModelPreferences: JSONObjectConvertible {
    /// Models by name, the most wanted first.
    public var hints: [ModelHint]?
    /// How much a low price matters, from 0 to 1.
    public var costPriority: JSONNumber?
    /// How much a quick answer matters, from 0 to 1.
    public var speedPriority: JSONNumber?
    /// How much ability matters, from 0 to 1.
    public var intelligencePriority: JSONNumber?
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Creates preferences.
    public init(
        hints: [ModelHint]? = nil, costPriority: JSONNumber? = nil, speedPriority: JSONNumber? = nil,
        intelligencePriority: JSONNumber? = nil, other: JSONObject = [:]
    ) {
        self.hints = hints
        self.costPriority = costPriority
        self.speedPriority = speedPriority
        self.intelligencePriority = intelligencePriority
        self.other = other
    }
}

extension ModelPreferences {
    /// Reads the members.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        hints = try reader.optional("hints")
        costPriority = try reader.optional("costPriority")
        speedPriority = try reader.optional("speedPriority")
        intelligencePriority = try reader.optional("intelligencePriority")
        other = [:]
    }

    /// Writes the members.
    public func write(to writer: inout ObjectWriter) {
        writer.set("hints", hints)
        writer.set("costPriority", costPriority)
        writer.set("speedPriority", speedPriority)
        writer.set("intelligencePriority", intelligencePriority)
    }
}
