/// Where a part of a configuration was written.
///
/// All origins are equal: two configurations that say the same are the same, wherever they say it. So a comment that is
/// added above a server does not restart it.
public struct Origin: Hashable, Sendable {
    /// The place in the file.
    public let position: SourcePosition
    /// The place in the document as a JSON Pointer (RFC 6901).
    public let pointer: String

    /// Names a place.
    public init(_ position: SourcePosition, pointer: String) {
        self.position = position
        self.pointer = pointer
    }

    /// Always true.
    public static func == (left: Origin, right: Origin) -> Bool { true }

    /// Adds nothing.
    public func hash(into hasher: inout Hasher) {}
}

extension Origin: CustomStringConvertible {
    /// Such as `mcphub.json:3:5: /mcpServers/git`.
    public var description: String { pointer.isEmpty ? "\(position)" : "\(position): \(pointer)" }
}
