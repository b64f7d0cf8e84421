import JSONRPC

/// Something that a look at a server has brought to light.
struct Finding: Hashable, Sendable {
    /// How much it matters.
    enum Severity: String, Comparable, Sendable {
        /// Worth knowing.
        case note
        /// It works, and perhaps not as it should.
        case warning
        /// The server cannot be used.
        case error

        static func < (left: Severity, right: Severity) -> Bool { left.weight < right.weight }

        private var weight: Int {
            switch self {
            case .note: 0
            case .warning: 1
            case .error: 2
            }
        }
    }

    /// How much it matters.
    let severity: Severity
    /// What is wrong.
    let what: String
    /// What to do about it; nil when the words above say it.
    let remedy: String?
    /// What it shows in, line by line.
    let evidence: [String]

    init(_ severity: Severity, _ what: String, remedy: String? = nil, evidence: [String] = []) {
        self.severity = severity
        self.what = what
        self.remedy = remedy
        self.evidence = evidence
    }

    /// The finding for scripts.
    var json: JSONValue {
        var object: JSONObject = ["severity": .string(severity.rawValue), "what": .string(what)]
        object["remedy"] = remedy.map(JSONValue.string)
        if !evidence.isEmpty { object["evidence"] = .array(evidence.map(JSONValue.string)) }
        return .object(object)
    }
}
