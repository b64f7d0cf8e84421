/// How severe a log message is, in the eight levels of syslog (RFC 5424).
public enum LoggingLevel: String, ClosedStringSet {
    /// For finding faults in the program.
    case debug
    /// The normal course of things.
    case info
    /// Normal, but worth seeing.
    case notice
    /// May become a fault.
    case warning
    /// Something failed.
    case error
    /// A part is out of order.
    case critical
    /// Someone has to act at once.
    case alert
    /// Nothing works.
    case emergency
}

extension LoggingLevel: Comparable {
    /// Whether the left one is less severe.
    public static func < (left: LoggingLevel, right: LoggingLevel) -> Bool { left.severity < right.severity }

    private var severity: Int {
        switch self {
        case .debug: 0
        case .info: 1
        case .notice: 2
        case .warning: 3
        case .error: 4
        case .critical: 5
        case .alert: 6
        case .emergency: 7
        }
    }
}
