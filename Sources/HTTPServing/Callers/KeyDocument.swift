/// Public keys of an issuer as they were fetched: a JSON Web Key Set (RFC 7517).
public struct KeyDocument: Hashable, Sendable {
    /// The set, as JSON.
    public var text: String
    /// For how long nobody has to look whether it is still the same.
    public var freshness: Duration

    /// Takes over what was fetched.
    public init(text: String, freshness: Duration) {
        self.text = text
        self.freshness = freshness
    }
}
