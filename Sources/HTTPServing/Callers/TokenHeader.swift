import JSONRPC
import MCP

/// What a signed token says of its signature (RFC 7515 section 4.1).
struct TokenHeader {
    /// Which key it was signed with; nil when that is not said.
    let keyID: String?

    /// Reads the header of a token.
    ///
    /// The algorithm that it names has to be one that was agreed, whatever its signature is good for (RFC 8725 section
    /// 3.1).
    init(_ token: String, agreed: Set<String>) throws(TokenRefusal) {
        var header = token.prefix { $0 != "." }.replacing("-", with: "+").replacing("_", with: "/")
        while !header.utf8.count.isMultiple(of: 4) { header += "=" }
        let json = Base64Text.decode(Array(header.utf8)).flatMap { try? JSONValue(parsing: $0.span) }
        guard agreed.contains(json?["alg"]?.string ?? "") else {
            throw TokenRefusal("This token is not signed as agreed.")
        }
        keyID = json?["kid"]?.string
    }
}
