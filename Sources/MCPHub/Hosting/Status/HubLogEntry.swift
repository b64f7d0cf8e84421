/// Something worth knowing that happened while the hub ran. Never holds a secret.
public struct HubLogEntry: Hashable, Sendable {
    /// How much it matters.
    public enum Level: String, CaseIterable, Sendable {
        /// For finding faults in the hub.
        case debug
        /// The normal course of things.
        case info
        /// Something may not be as it should.
        case warning
        /// Something failed.
        case error
    }

    /// How much it matters.
    public let level: Level
    /// The key of the server that it is about; nil for the hub itself.
    public let server: String?
    /// What happened, and what to do about it.
    public let message: String

    /// Describes what happened.
    public init(_ level: Level, server: String? = nil, _ message: String) {
        self.level = level
        self.server = server
        self.message = message
    }
}

extension HubLogEntry.Level: Comparable {
    /// Whether the left one matters less.
    public static func < (left: HubLogEntry.Level, right: HubLogEntry.Level) -> Bool { left.weight < right.weight }

    private var weight: Int {
        switch self {
        case .debug: 0
        case .info: 1
        case .warning: 2
        case .error: 3
        }
    }
}

extension HubLogEntry: CustomStringConvertible {
    /// One line, such as `warning: server 'git': it exited with code 1`. What cannot be seen is written as its number.
    public var description: String {
        let subject = server.map { "server '\($0)': " } ?? ""
        let text = HiddenCharacter.visible(subject + message)
        return level == .info ? text : "\(level.rawValue): \(text)"
    }
}
