import Foundation

/// Collects what is told on any thread.
final class Messages: Sendable {
    private let storage = Storage()

    /// What has been told so far.
    var all: [String] { storage.lock.withLock { storage.messages } }

    func add(_ message: String) { storage.lock.withLock { storage.messages.append(message) } }

    private final class Storage: @unchecked Sendable {
        let lock = NSLock()
        var messages: [String] = []
    }
}
