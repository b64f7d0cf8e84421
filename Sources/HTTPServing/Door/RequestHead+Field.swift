extension RequestHead {
    /// The fields that the front door looks at.
    enum Field: Int, CaseIterable {
        case accept
        case accessControlRequestHeaders
        case accessControlRequestMethod
        case authorization
        case connection
        case contentLength
        case contentType
        case expect
        case host
        case lastEventID
        case mcpMethod
        case mcpName
        case mcpProtocolVersion
        case mcpSessionID
        case origin
        case requestID
        case transferEncoding
        case upgrade

        /// The name as it is usually written.
        var name: String {
            switch self {
            case .accept: "Accept"
            case .accessControlRequestHeaders: "Access-Control-Request-Headers"
            case .accessControlRequestMethod: "Access-Control-Request-Method"
            case .authorization: "Authorization"
            case .connection: "Connection"
            case .contentLength: "Content-Length"
            case .contentType: "Content-Type"
            case .expect: "Expect"
            case .host: "Host"
            case .lastEventID: "Last-Event-ID"
            case .mcpMethod: "Mcp-Method"
            case .mcpName: "Mcp-Name"
            case .mcpProtocolVersion: "MCP-Protocol-Version"
            case .mcpSessionID: "Mcp-Session-Id"
            case .origin: "Origin"
            case .requestID: "X-Request-Id"
            case .transferEncoding: "Transfer-Encoding"
            case .upgrade: "Upgrade"
            }
        }

        /// The field of this name, in whatever case; nil for one that nobody looks at.
        init?(_ name: String) {
            let count = name.utf8.count
            guard count < Self.byLength.count else { return nil }
            for candidate in Self.byLength[count] where Self.isSame(name, candidate.lowercased) {
                self = candidate.field
                return
            }
            return nil
        }

        /// Fields by how long their names are: most names are told apart by that alone.
        private static let byLength: [[(lowercased: [UInt8], field: Field)]] = {
            let longest = allCases.map(\.name.utf8.count).max() ?? 0
            var table = [[(lowercased: [UInt8], field: Field)]](repeating: [], count: longest + 1)
            for field in allCases { table[field.name.utf8.count].append((Array(field.name.lowercased().utf8), field)) }
            return table
        }()

        /// Names are tokens, in which no other characters than letters differ by this bit alone from those wanted here.
        private static func isSame(_ name: String, _ lowercased: [UInt8]) -> Bool {
            var index = 0
            for byte in name.utf8 {
                guard byte | 0x20 == lowercased[index] else { return false }
                index += 1
            }
            return true
        }
    }
}
