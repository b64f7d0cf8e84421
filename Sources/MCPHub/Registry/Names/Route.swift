import JSONRPC

/// Where something that the hub offers really is: the child, and its name or URI there.
public struct Route: Sendable {
    /// The key of the child in the configuration.
    public let child: String
    /// The name or URI that the child itself uses.
    public let name: String

    /// Names something of a child.
    public init(child: String, name: String) {
        self.child = child
        self.name = name
    }
}

extension Route: Hashable {
    /// Whether both are written alike, code point by code point.
    public static func == (left: Route, right: Route) -> Bool {
        left.name.isIdentical(to: right.name) && left.child.isIdentical(to: right.child)
    }

    /// Hashes both parts.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(ExactString(text: child))
        hasher.combine(ExactString(text: name))
    }
}

extension Route: Comparable, CustomStringConvertible {
    /// Orders by child, then by name, byte by byte.
    public static func < (left: Route, right: Route) -> Bool {
        left.child.isIdentical(to: right.child)
            ? left.name.utf8.lexicographicallyPrecedes(right.name.utf8)
            : left.child.utf8.lexicographicallyPrecedes(right.child.utf8)
    }

    /// Such as `'search' of 'docs'`.
    public var description: String { "'\(name)' of '\(child)'" }
}
