/// What a request asks for (RFC 9110 section 9).
public struct HTTPMethod: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    /// The method as it is sent; methods are case-sensitive.
    public let rawValue: String

    /// Names a method; whether it is a token is looked at when it is used.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The method as it is sent.
    public var description: String { rawValue }

    /// Reads a resource.
    public static let get = HTTPMethod(rawValue: "GET")
    /// Reads the head of a resource.
    public static let head = HTTPMethod(rawValue: "HEAD")
    /// Has the resource process the body.
    public static let post = HTTPMethod(rawValue: "POST")
    /// Replaces a resource.
    public static let put = HTTPMethod(rawValue: "PUT")
    /// Changes a resource (RFC 5789).
    public static let patch = HTTPMethod(rawValue: "PATCH")
    /// Removes a resource.
    public static let delete = HTTPMethod(rawValue: "DELETE")
    /// Asks what a resource allows.
    public static let options = HTTPMethod(rawValue: "OPTIONS")

    /// Whether doing it twice comes to the same as doing it once (RFC 9110 section 9.2.2).
    public var isIdempotent: Bool { Self.idempotent.contains(self) }

    /// All methods of which that is known.
    public static let idempotent: Set<HTTPMethod> = [.get, .head, .put, .delete, .options]
}
