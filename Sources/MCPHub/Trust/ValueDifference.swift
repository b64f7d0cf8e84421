public import JSONRPC

/// One place at which two values differ.
public struct ValueDifference: Hashable, Sendable {
    /// Where, as a JSON Pointer (RFC 6901), such as `/inputSchema/properties/path/description`.
    public let pointer: String
    /// What was there; nil for nothing.
    public let old: JSONValue?
    /// What is there now; nil for nothing.
    public let new: JSONValue?

    /// How many places are told at most.
    public static let limit = 100

    /// All places at which two objects differ, in the order of the new one, then of what is gone.
    static func all(from old: JSONObject, to new: JSONObject) -> [ValueDifference] {
        var found: [ValueDifference] = []
        collect(from: .object(old), to: .object(new), at: "", into: &found)
        return found
    }

    private static func collect(
        from old: JSONValue?, to new: JSONValue?, at pointer: String, into found: inout [ValueDifference]
    ) {
        guard old != new, found.count < limit else { return }
        switch (old, new) {
        case (.object(let before), .object(let after)):
            let keys = Array(after.keys) + before.keys.filter { after[$0] == nil }
            for key in keys {
                collect(from: before[key], to: after[key], at: "\(pointer)/\(escaped(key))", into: &found)
            }
        case (.array(let before), .array(let after)) where before.count == after.count:
            for (position, pair) in zip(before, after).enumerated() {
                collect(from: pair.0, to: pair.1, at: "\(pointer)/\(position)", into: &found)
            }
        default: found.append(ValueDifference(pointer: pointer, old: old, new: new))
        }
    }

    private static func escaped(_ key: String) -> String {
        key.split(separator: "~", omittingEmptySubsequences: false).joined(separator: "~0")
            .split(separator: "/", omittingEmptySubsequences: false).joined(separator: "~1")
    }
}

extension ValueDifference: CustomStringConvertible {
    /// Two lines for people, with `-` before the old and `+` before the new.
    ///
    /// Characters that cannot be seen are written as `\u{…}`, so that nothing hides in it and a terminal is safe.
    public var description: String {
        let before = old.map { "\n- \(HiddenCharacter.visible($0.description))" } ?? ""
        let after = new.map { "\n+ \(HiddenCharacter.visible($0.description))" } ?? ""
        return HiddenCharacter.visible(pointer) + before + after
    }
}
