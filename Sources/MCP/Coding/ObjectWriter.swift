public import JSONRPC

/// Collects the members of an object in the order in which they are set.
public struct ObjectWriter {
    /// What has been set so far.
    public private(set) var object = JSONObject()

    /// Begins without members.
    public init() {}

    /// Sets a member; nil leaves it out.
    public mutating func set(_ key: String, _ value: (some JSONConvertible)?) {
        guard let value else { return }
        object[key] = value.json
    }
}
