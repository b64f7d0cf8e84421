/// The formats that can be asserted. `idn-hostname` and names that 2020-12 does not define are annotations always.
enum Format: String, Sendable {
    case date
    case dateTime = "date-time"
    case duration
    case email
    case hostname
    case idnEmail = "idn-email"
    case ipv4
    case ipv6
    case iri
    case iriReference = "iri-reference"
    case jsonPointer = "json-pointer"
    case regex
    case relativeJSONPointer = "relative-json-pointer"
    case time
    case uri
    case uriReference = "uri-reference"
    case uriTemplate = "uri-template"
    case uuid

    /// Whether `text` is of this format.
    func accepts(_ text: String) -> Bool {
        switch self {
        case .date: FormatReader.wholeText(text) { $0.date() }
        case .dateTime: FormatReader.wholeText(text) { $0.dateTime() }
        case .time: FormatReader.wholeText(text) { $0.time() }
        case .ipv4: FormatReader.wholeText(text) { $0.ipv4() }
        case .ipv6: FormatReader.wholeText(text) { $0.ipv6() }
        case .email, .idnEmail: acceptsAddress(text)
        case .uri: URIGrammar.ascii.accepts(text, mustBeAbsolute: true)
        case .uriReference: URIGrammar.ascii.accepts(text, mustBeAbsolute: false)
        case .iri: URIGrammar.international.accepts(text, mustBeAbsolute: true)
        case .iriReference: URIGrammar.international.accepts(text, mustBeAbsolute: false)
        case .regex: (try? Pattern(text)) != nil
        case .duration, .hostname, .jsonPointer, .relativeJSONPointer, .uriTemplate, .uuid:
            Self.patterns[self]?.accepts(text) ?? false
        }
    }

    /// An e-mail address (RFC 5321, RFC 6531): what stands before the last `@`, and a host or an address in brackets.
    private func acceptsAddress(_ text: String) -> Bool {
        guard let separator = text.unicodeScalars.lastIndex(of: "@") else { return false }
        let mailbox = String(text[..<separator])
        let domain = String(text.unicodeScalars[separator...].dropFirst())
        let isInternational = self == .idnEmail
        guard let names = isInternational ? Self.internationalMailbox : Self.mailbox, names.accepts(mailbox) else {
            return false
        }
        if domain.hasPrefix("["), domain.hasSuffix("]") {
            return acceptsAddressLiteral(String(domain.dropFirst().dropLast()))
        }
        let hosts = isInternational ? Self.internationalHostname : Self.patterns[.hostname]
        return hosts?.accepts(domain) ?? false
    }

    private func acceptsAddressLiteral(_ text: String) -> Bool {
        text.hasPrefix("IPv6:") ? Format.ipv6.accepts(String(text.dropFirst(5))) : Format.ipv4.accepts(text)
    }
}
